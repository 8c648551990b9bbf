package io.landfall.it.simulation;

import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do. */
final class Await {

  private static final long DEADLINE_NS = 10_000_000_000L;

  private Await() {}

  static void until(BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + DEADLINE_NS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNs) {
        throw new AssertionError("not within 10 s");
      }
      Thread.onSpinWait();
    }
  }
}
