package io.landfall.runtime.task;

/**
 * Carries an exception of user code up through a chain, with the name of the operator that threw
 * it. Internal: users are shown the cause.
 */
public final class OperatorFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient String operatorName;

  OperatorFailure(String operatorName, Throwable cause) {
    super("operator '" + operatorName + "'", cause, false, false);
    this.operatorName = operatorName;
  }

  public String operatorName() {
    return operatorName;
  }

  /** {@code thrown} itself if it names its operator already. */
  static OperatorFailure in(String operatorName, Throwable thrown) {
    return thrown instanceof OperatorFailure named
        ? named
        : new OperatorFailure(operatorName, thrown);
  }
}
