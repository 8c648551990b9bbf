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

  private void look(JobHandle job) {
    Throwable failure = job.lastFailure();
    // The last failure of a job that has ended is told by whoever waits for it.
    if (failure == null || job.status().isTerminal()) {
      return;
    }
    Throwable before = told.put(job, failure);
    if (failure == before) {
      return;
    }
    if (before == null || !String.valueOf(failure.getMessage()).equals(before.getMessage())) {
      List<String> lines = report.ofJob(failure);
      lines.forEach(console::line);
    }
    console.line("landfall: restarting '" + job.jobName() + "' from its last checkpoint");
  }

  @Override
  public void close() throws InterruptedException {
    ticker.stop();
  }
}
