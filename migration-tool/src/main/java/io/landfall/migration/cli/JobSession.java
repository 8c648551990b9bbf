package io.landfall.migration.cli;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.migration.console.Console;
import io.landfall.migration.run.ExitRequested;
import io.landfall.migration.run.RunningJobs;
import io.landfall.migration.run.UserMistake;
import java.util.List;
import java.util.function.Consumer;

/** Runs a user's main, then waits for what it started; shows progress, tells failures. */
final class JobSession {

  /** A user's main, about to run. */
  interface Main {

    /**
     * @param onStart to be told of each job that starts
     */
    void run(Consumer<JobHandle> onStart) throws Throwable;
  }

  private final Console console;
  private final ProgressMode progressMode;
  private final FailureReport report;
  private final RunningJobs jobs = new RunningJobs();

  JobSession(Console console, ProgressMode progressMode, boolean verbose) {
    this.console = console;
    this.progressMode = progressMode;
    this.report = new FailureReport(verbose);
  }

  /**
   * @return what the process is to end with
   * @throws UserMistake if main, or a job that it wanted to start, cannot run as it is
   */
  int run(Main main) throws UserMistake, InterruptedException {
    StopOnSignal signals =
        StopOnSignal.install(
            jobs::anyRuns, jobs::stop, "stopping after a last checkpoint", console);
    int mainStatus;
    try (RestartNotices notices = new RestartNotices(jobs, console, report);
        Progress progress = new Progress(jobs, console, progressMode)) {
      notices.start();
      progress.start();
      mainStatus = runMain(main);
      if (mainStatus != ExitCode.OK && jobs.all().isEmpty()) {
        return mainStatus;
      }
      if (jobs.all().isEmpty()) {
        console.line("landfall: main returned without starting anything");
      }
      jobs.awaitEnd();
    }
    boolean failed = tellFailures();
    if (signals.exitCode() != 0) {
      return signals.exitCode();
    }
    return failed ? ExitCode.FAILED : mainStatus;
  }

  private int runMain(Main main) throws UserMistake, InterruptedException {
    try {
      main.run(jobs::add);
      return ExitCode.OK;
    } catch (ExitRequested exit) {
      return exit.status();
    } catch (Throwable thrown) {
      rethrowMistake(thrown);
      if (causeOf(thrown, JobFailedException.class) == null) {
        report.of(thrown).forEach(console::line);
        console.line("landfall: main failed");
      }
      jobs.cancel();
      return ExitCode.FAILED;
    }
  }

  private void rethrowMistake(Throwable thrown) throws UserMistake {
    if (thrown instanceof UserMistake mistake) {
      throw mistake;
    }
    // Mains wrap what submission throws, or declare less than it does.
    JobRefusedException refused = causeOf(thrown, JobRefusedException.class);
    if (refused != null) {
      jobs.cancel();
      throw new UserMistake(refused.getMessage());
    }
  }

  private static <T extends Throwable> T causeOf(Throwable thrown, Class<T> type) {
    Throwable t = thrown;
    for (int depth = 0; t != null && depth < 50; depth++, t = t.getCause()) {
      if (type.isInstance(t)) {
        return type.cast(t);
      }
    }
    return null;
  }

  private boolean tellFailures() throws InterruptedException {
    List<JobHandle> failed = jobs.failed();
    for (JobHandle job : failed) {
      try {
        job.await();
      } catch (JobFailedException e) {
        report.ofJob(e).forEach(console::line);
      }
    }
    return !failed.isEmpty();
  }
}
