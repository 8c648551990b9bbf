package io.landfall.storm.launch;

import io.landfall.api.graph.JobStatus;
import io.landfall.storm.local.RunningTopology;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stops a topology that has had nothing to do for a given time. Messages that are complete and only
 * wait for a checkpoint do not keep it going: the stop takes that checkpoint.
 */
final class IdleWatcher implements Runnable {

  private static final long MAX_PERIOD_MS = 100;

  private final RunningTopology running;
  private final Idleness idleness;
  private final ScheduledExecutorService timer;

  private IdleWatcher(RunningTopology running, long idleMs, ScheduledExecutorService timer) {
    this.running = running;
    this.idleness = new Idleness(TimeUnit.MILLISECONDS.toNanos(idleMs));
    this.timer = timer;
  }

  static void watch(RunningTopology running, long idleMs) {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "landfall-storm-idle");
              thread.setDaemon(true);
              return thread;
            });
    long periodMs = Math.max(1, Math.min(MAX_PERIOD_MS, idleMs / 4));
    IdleWatcher watcher = new IdleWatcher(running, idleMs, timer);
    timer.scheduleWithFixedDelay(watcher, periodMs, periodMs, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    JobStatus status = running.handle().status();
    if (status.isTerminal()) {
      timer.shutdown();
    } else if (idleness.isReached(
        status == JobStatus.RUNNING, running.control().activity(), System.nanoTime())) {
      running.handle().stop();
      timer.shutdown();
    }
  }
}
