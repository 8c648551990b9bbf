package io.landfall.connector.files.source;

import java.io.IOException;

/** A record that is not what the format says, where the policy is to fail. */
public final class UndecodableRecordException extends IOException {

  private static final long serialVersionUID = 1L;

  UndecodableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
