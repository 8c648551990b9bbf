package io.landfall.runtime.storage;

import java.io.IOException;

/** Bytes on disk are not what was written, and nothing whole is left to fall back to. */
public final class CheckpointCorruptException extends IOException {

  private static final long serialVersionUID = 1L;

  public CheckpointCorruptException(String message) {
    super(message);
  }
}
