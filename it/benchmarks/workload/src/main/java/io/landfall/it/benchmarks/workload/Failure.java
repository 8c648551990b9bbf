package io.landfall.it.benchmarks.workload;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The one failure of a run of {@link Work#W8}. In the process once for all attempts; any thread.
 */
public final class Failure {

  private static final AtomicLong AT_NS = new AtomicLong();

  private Failure() {}

  /**
   * Throws the first time it is called with an index from {@code failAt} on; called for each event
   * by the task that keeps the state.
   */
  public static void onceAt(long index, long failAt) {
    if (index >= failAt && AT_NS.get() == 0 && AT_NS.compareAndSet(0, System.nanoTime())) {
      throw new IllegalStateException("the failure that this benchmark is about, at " + index);
    }
  }

  /** 0 before. */
  static long atNs() {
    return AT_NS.get();
  }
}
