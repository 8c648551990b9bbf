package io.landfall.api.graph;

/**
 * A job that ended by a failure. The message says which job, operator and subtask; the cause is the
 * user's own exception, unwrapped, where user code threw one.
 */
public final class JobFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  public JobFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
