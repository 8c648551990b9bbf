package io.landfall.it.simulation.fault;

/** Thrown in place of an operator, or of what it calls. */
public final class InjectedFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  InjectedFailure(String where) {
    super("injected " + where, null, false, false);
  }
}
