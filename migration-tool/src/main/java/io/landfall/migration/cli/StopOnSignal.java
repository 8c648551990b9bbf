package io.landfall.migration.cli;

import io.landfall.migration.console.Console;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/**
 * Ctrl-C and SIGTERM: the first stops in order what runs, the second ends the process at once.
 * Handled here rather than in a shutdown hook, since within the shutdown a second signal would go
 * unheard. Runs on the signal thread.
 */
final class StopOnSignal {

  private final BooleanSupplier anythingRuns;
  private final Runnable stop;
  private final String notice;
  private final Console console;
  private final AtomicInteger exitCode = new AtomicInteger();

  private StopOnSignal(
      BooleanSupplier anythingRuns, Runnable stop, String notice, Console console) {
    this.anythingRuns = anythingRuns;
    this.stop = stop;
    this.notice = notice;
    this.console = console;
  }

  /**
   * @param anythingRuns false if the process may just end
   * @param stop returns at once; what it stops is waited for elsewhere
   * @param notice what is said meanwhile
   */
  static StopOnSignal install(
      BooleanSupplier anythingRuns, Runnable stop, String notice, Console console) {
    StopOnSignal handler = new StopOnSignal(anythingRuns, stop, notice, console);
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
    if (!anythingRuns.getAsBoolean()) {
      System.exit(code);
    }
    console.line(notice + "; once more to end at once");
    stop.run();
  }
}
