package io.landfall.migration.cli;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.migration.console.Console;
import io.landfall.migration.run.ExitRequested;
import io.landfall.migration.run.RunningJobs;
import io.landfall.migration.run.UserMistake;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /** For a main to finish what it does once its jobs have ended. */
  private static final long MAIN_GRACE_MS = 5_000;

  private final Console console;
  private final ProgressMode progressMode;
  private final FailureReport report;
  private final RunningJobs jobs = new RunningJobs();
  private final CountDownLatch mainReturned = new CountDownLatch(1);
  private volatile StopOnSignal signals;

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
    signals =
        StopOnSignal.install(
            jobs::anyRuns, this::stop, "stopping after a last checkpoint", console);
    int mainStatus;
    try (RestartNotices notices = new RestartNotices(jobs, console, report);
        Progress progress = new Progress(jobs, console, progressMode)) {
      notices.start();
      progress.start();
      mainStatus = runMain(main);
      mainReturned.countDown();
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

  private void stop() {
    jobs.stop();
    Thread ending = new Thread(this::endWithoutMain, "landfall-ending");
    ending.setDaemon(true);
    ending.start();
  }

  /** Many a main waits for something for ever, and who pressed Ctrl-C should not have to. */
  private void endWithoutMain() {
    try {
      jobs.awaitEnd();
      if (!mainReturned.await(MAIN_GRACE_MS, TimeUnit.MILLISECONDS)) {
        console.line("landfall: main has not returned; ending without it");
        System.exit(signals.exitCode());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
