package io.landfall.migration.run;

/**
 * Thrown in place of {@code System.exit} and its like. In a main it ends the main, elsewhere it is
 * the failure of whoever called. An Error, so that {@code catch (Exception)} lets it pass.
 */
public final class ExitRequested extends Error {

  private static final long serialVersionUID = 1L;

  private final int status;

  ExitRequested(int status) {
    super("the code called System.exit(" + status + "), which ends its caller, not the process");
    this.status = status;
  }

  /** What the caller wanted the process to end with. */
  public int status() {
    return status;
  }
}
