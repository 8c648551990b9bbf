package io.landfall.it.benchmarks.workload;

import java.util.Set;

/** The process of one system: reads its arguments, prints its report, and says how it ended. */
public final class SystemProcess {

  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  /** Does one work. */
  @FunctionalInterface
  public interface Body {

    /**
     * @return null if it has printed its report itself
     */
    Report run(RunSpec spec) throws Exception;
  }

  private SystemProcess() {}

  /**
   * Ends the process, whatever threads the system has left running: with 0 if all went well, 1 if
   * {@code body} failed, 2 if the arguments are not understood or the system does not do the work.
   *
   * @param does the works of the system
   */
  public static void run(String system, Set<Work> does, String[] arguments, Body body) {
    System.exit(statusOf(system, does, arguments, body));
  }

  static int statusOf(String system, Set<Work> does, String[] arguments, Body body) {
    RunSpec spec;
    try {
      spec = RunSpec.parse(arguments);
    } catch (IllegalArgumentException mistake) {
      System.err.println(mistake.getMessage());
      return REFUSED;
    }
    if (!does.contains(spec.work())) {
      System.err.println(system + " does not do " + spec.work() + " here, only " + does);
      return REFUSED;
    }
    try {
      Report report = body.run(spec);
      if (report != null) {
        report.print(System.out);
      }
      return 0;
    } catch (Throwable failure) {
      // The runner shows the last lines of it.
      failure.printStackTrace(System.err);
      return FAILED;
    }
  }
}
