package io.landfall.storm.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Await {

  private static final long DEADLINE_NS = 30_000_000_000L;
  private static final long PERIOD_NS = 2_000_000;

  private Await() {}

  public static void until(Callable<Boolean> condition) throws Exception {
    long start = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - start > DEADLINE_NS) {
        throw new AssertionError(
            "not within 30 s; acked "
                + Script.ACKED.size()
                + ", failed "
                + Script.FAILED.size()
                + ", seen "
                + Script.SEEN.size());
      }
      LockSupport.parkNanos(PERIOD_NS);
    }
  }
}
