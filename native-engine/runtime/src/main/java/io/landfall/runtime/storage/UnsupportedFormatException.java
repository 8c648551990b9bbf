package io.landfall.runtime.storage;

import java.io.IOException;

/** A checkpoint was written by a newer release. Use that one, or another directory. */
public final class UnsupportedFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  public UnsupportedFormatException(String message) {
    super(message);
  }
}
