package io.landfall.storm.testkit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.storm.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for conditions, in real time. */
public final class Waiting {

  private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
  private static final long BRIEF_NS = TimeUnit.MILLISECONDS.toNanos(1);

  private Waiting() {}

  /**
   * Calls {@code body} as long as {@code condition} is true.
   *
   * @throws AssertionError if it still is after so many ms
   */
  public static void whileTrue(long timeoutMs, BooleanSupplier condition, Runnable body) {
    long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
    while (condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNs > 0) {
        LOG.info("threads of a test that timed out:\n{}", Utils.threadDump());
        throw new AssertionError("Test timed out (" + timeoutMs + "ms) " + condition);
      }
      body.run();
    }
  }

  /** Lets others work for about a millisecond. */
  public static void briefly() {
    LockSupport.parkNanos(BRIEF_NS);
  }
}
