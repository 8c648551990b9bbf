package io.landfall.runtime.storage;

import java.io.IOException;

/** Another process holds the lock of the job's folder. Stop it, or choose another directory. */
public final class StateDirectoryInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  public StateDirectoryInUseException(String message) {
    super(message);
  }
}
