package io.landfall.runtime.simulation;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * The I/O threads of a simulated process: as many jobs at once as the real engine has threads for,
 * each stopped before every operation on the disk. One thread at a time, see {@link
 * SimulatedThread}.
 */
final class SimulatedIo implements Executor {

  private final SimulatedThread[] threads;
  private final long[] sleepingUntilMs;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private long stalledUntilMs;

  SimulatedIo(SimulatedThread[] threads) {
    this.threads = threads;
    this.sleepingUntilMs = new long[threads.length];
  }

  @Override
  public void execute(Runnable work) {
    waiting.add(work);
  }

  int threadCount() {
    return threads.length;
  }

  /** No thread gets on before that time. */
  void stall(long untilMs) {
    stalledUntilMs = Math.max(stalledUntilMs, untilMs);
  }

  boolean isStalled(long nowMs) {
    return nowMs < stalledUntilMs;
  }

  boolean canStep(int index, long nowMs) {
    if (isStalled(nowMs)) {
      return false;
    }
    return threads[index].isBusy() ? sleepingUntilMs[index] <= nowMs : !waiting.isEmpty();
  }

  void step(int index) {
    if (!threads[index].isBusy()) {
      threads[index].begin(waiting.remove());
    }
    threads[index].resume();
  }

  /** On one of the threads: stops it, for the owner to go on with others. */
  void pause(SimulatedThread current, long untilMs) {
    for (int i = 0; i < threads.length; i++) {
      if (threads[i] == current) {
        sleepingUntilMs[i] = untilMs;
      }
    }
    current.pause();
  }

  boolean isIdle() {
    for (SimulatedThread thread : threads) {
      if (thread.isBusy()) {
        return false;
      }
    }
    return waiting.isEmpty();
  }

  /** When the next thread can get on, ms; {@link Long#MAX_VALUE} if there is nothing to do. */
  long nextWakeMs() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < threads.length; i++) {
      if (threads[i].isBusy()) {
        next = Math.min(next, Math.max(stalledUntilMs, sleepingUntilMs[i]));
      } else if (!waiting.isEmpty()) {
        next = Math.min(next, stalledUntilMs);
      }
    }
    return next;
  }

  void kill() {
    waiting.clear();
    for (SimulatedThread thread : threads) {
      thread.kill();
    }
  }
}
