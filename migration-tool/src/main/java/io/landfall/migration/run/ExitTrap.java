package io.landfall.migration.run;

/** What rewritten calls of {@code System.exit}, {@code Runtime.exit} and {@code halt} call. */
public final class ExitTrap {

  /** For {@code System.exit(status)}. */
  public static void exit(int status) {
    throw new ExitRequested(status);
  }

  /** For {@code runtime.exit(status)} and {@code runtime.halt(status)}. */
  public static void exit(Runtime ignored, int status) {
    throw new ExitRequested(status);
  }

  /** For what {@link SwallowedFailures} brings to light; throws it, declared or not. */
  public static void throwOn(Throwable failure) {
    ExitTrap.<RuntimeException>sneak(failure);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable failure) throws T {
    throw (T) failure;
  }

  private ExitTrap() {}
}
