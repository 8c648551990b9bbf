package io.landfall.migration.cli;

import io.landfall.api.graph.JobHandle;
import io.landfall.migration.console.Console;
import io.landfall.migration.run.RunningJobs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells each failure that a job is restarted after: the user's exception with its stack the first
 * time, a line when the same one comes again.
 */
final class RestartNotices implements AutoCloseable {

  private static final long INTERVAL_MS = 100;

  private final RunningJobs jobs;
  private final Console console;
  private final FailureReport report;
  private final Map<JobHandle, Throwable> told = new HashMap<>();
  private final Map<JobHandle, Long> restartsTold = new HashMap<>();
  private final Ticker ticker = new Ticker("landfall-notices");

  RestartNotices(RunningJobs jobs, Console console, FailureReport report) {
    this.jobs = jobs;
    this.console = console;
    this.report = report;
  }

  void start() {
    ticker.start(
        () -> jobs.all().forEach(this::look),
        INTERVAL_MS,
        e -> console.line("landfall: cannot tell of failures: " + e));
  }

  void look(JobHandle job) {
    Throwable failure = job.lastFailure();
    // A failure is there before it is decided whether the job restarts. One that ends the job is
    // told by whoever waits for that.
    if (failure == null || failure == told.get(job) || !hasRestarted(job)) {
      return;
    }
    Throwable before = told.put(job, failure);
    if (before == null || !String.valueOf(failure.getMessage()).equals(before.getMessage())) {
      List<String> lines = report.ofJob(failure);
      lines.forEach(console::line);
    }
    console.line("landfall: restarting '" + job.jobName() + "' from its last checkpoint");
  }

  /** True if it was restarted since it was last looked at. */
  private boolean hasRestarted(JobHandle job) {
    Number restarts = job.metrics().get("job.restarts");
    long count = restarts == null ? 0 : restarts.longValue();
    Long before = restartsTold.put(job, count);
    return count > (before == null ? 0 : before);
  }

  @Override
  public void close() throws InterruptedException {
    ticker.stop();
  }
}
