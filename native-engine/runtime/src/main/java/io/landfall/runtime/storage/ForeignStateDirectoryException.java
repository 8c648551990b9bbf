package io.landfall.runtime.storage;

import java.io.IOException;

/** The directory is not one of ours, or not usable; nothing in it was changed. */
public final class ForeignStateDirectoryException extends IOException {

  private static final long serialVersionUID = 1L;

  public ForeignStateDirectoryException(String message) {
    super(message);
  }
}
