package io.landfall.runtime.storage;

import java.io.IOException;

/**
 * Whether a checkpoint counts is not known: it could neither be made durable nor be taken back.
 * Until {@link CheckpointStorage#latest} has answered, nobody may go on as if it did not.
 */
public final class CheckpointUndecidedException extends IOException {

  private static final long serialVersionUID = 1L;

  public CheckpointUndecidedException(String message, Throwable cause) {
    super(message, cause);
  }
}
