package io.landfall.runtime.serialization;

import java.io.IOException;

/**
 * A value cannot be written, or bytes cannot become a value of their class. A retry does not help:
 * the type must change. The message starts with the path of fields from the value to the culprit.
 */
public final class UnserializableException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String path;

  public UnserializableException(String path, String reason, Throwable cause) {
    super(path + ": " + reason, cause);
    this.path = path;
  }

  /** Such as {@code Order.customer.connection}. */
  public String path() {
    return path;
  }
}
