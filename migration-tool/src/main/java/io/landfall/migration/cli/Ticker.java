package io.landfall.migration.cli;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Calls something again and again, from a thread that keeps no process alive. */
final class Ticker {

  private final ScheduledExecutorService executor;

  Ticker(String threadName) {
    executor =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * @param tick its exceptions go to {@code onFailure}; the next tick comes all the same
   */
  void start(
      Runnable tick, long intervalMs, java.util.function.Consumer<RuntimeException> onFailure) {
    executor.scheduleWithFixedDelay(
        () -> {
          try {
            tick.run();
          } catch (RuntimeException e) {
            onFailure.accept(e);
          }
        },
        intervalMs,
        intervalMs,
        TimeUnit.MILLISECONDS);
  }

  /** Returns when the last tick is over. */
  void stop() throws InterruptedException {
    executor.shutdown();
    executor.awaitTermination(1, TimeUnit.SECONDS);
  }
}
