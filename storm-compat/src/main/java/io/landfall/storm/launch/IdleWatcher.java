package io.landfall.storm.launch;

import io.landfall.api.graph.JobStatus;
import io.landfall.storm.local.RunningTopology;
import io.landfall.storm.task.Activity;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stops a topology whose spouts have emitted nothing, and waited for nothing, for a given time.
 * Messages that are complete and only wait for a checkpoint do not keep it going: the stop takes
 * that checkpoint.
 */
final class IdleWatcher implements Runnable {

  private static final long MAX_PERIOD_MS = 100;

  private final RunningTopology running;
  private final long idleMs;
  private final ScheduledExecutorService timer;
  private long lastEmittedCount = -1;
  private long idleSinceNs;

  private IdleWatcher(RunningTopology running, long idleMs, ScheduledExecutorService timer) {
    this.running = running;
    this.idleMs = idleMs;
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
    if (running.handle().status().isTerminal()) {
      timer.shutdown();
      return;
    }
    Activity activity = running.control().activity();
    long emittedCount = activity.emittedCount();
    boolean idle =
        running.handle().status() == JobStatus.RUNNING
            && activity.nothingPending()
            && emittedCount == lastEmittedCount;
    long nowNs = System.nanoTime();
    if (!idle) {
      lastEmittedCount = emittedCount;
      idleSinceNs = nowNs;
    } else if (nowNs - idleSinceNs >= TimeUnit.MILLISECONDS.toNanos(idleMs)) {
      running.handle().stop();
      timer.shutdown();
    }
  }
}
