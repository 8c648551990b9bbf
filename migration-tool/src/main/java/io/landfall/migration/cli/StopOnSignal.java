package io.landfall.migration.cli;

import io.landfall.migration.console.Console;
import io.landfall.migration.run.RunningJobs;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM: the first stops all jobs after a last checkpoint, the second ends the process
 * at once. Handled here rather than in a shutdown hook, since within the shutdown a second signal
 * would go unheard. Runs on the signal thread.
 */
final class StopOnSignal {

  private final RunningJobs jobs;
  private final Console console;
  private final AtomicInteger exitCode = new AtomicInteger();

  private StopOnSignal(RunningJobs jobs, Console console) {
    this.jobs = jobs;
    this.console = console;
  }

  static StopOnSignal install(RunningJobs jobs, Console console) {
    StopOnSignal handler = new StopOnSignal(jobs, console);
    handler.listen("INT", ExitCode.INTERRUPTED);
    handler.listen("TERM", ExitCode.TERMINATED);
    return handler;
  }

  /** What the process is to end with because of a signal; 0 if there was none. */
  int exitCode() {
    return exitCode.get();
  }

  private void listen(String signal, int code) {
    try {
      Signal.handle(new Signal(signal), received -> onSignal(code));
    } catch (IllegalArgumentException takenByTheJvm) {
      // With -Xrs the process ends at the first signal; the next start continues all the same.
      console.line("landfall: no clean stop on SIG" + signal + ": " + takenByTheJvm.getMessage());
    }
  }

  private void onSignal(int code) {
    if (!exitCode.compareAndSet(0, code)) {
      Runtime.getRuntime().halt(code);
    }
    if (!jobs.anyRuns()) {
      System.exit(code);
    }
    console.line("stopping after a last checkpoint; once more to end at once");
    jobs.stop();
  }
}
