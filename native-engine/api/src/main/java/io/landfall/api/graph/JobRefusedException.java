package io.landfall.api.graph;

/**
 * A job that cannot run as it is: a user's mistake, found before anything ran. The message is one
 * line: what is wrong, where, and what to do.
 */
public final class JobRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  public JobRefusedException(String message) {
    super(message);
  }

  public JobRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
