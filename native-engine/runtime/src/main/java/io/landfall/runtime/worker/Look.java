package io.landfall.runtime.worker;

import java.util.function.BooleanSupplier;

/**
 * What has been seen of one thread of a crew, and what follows of that. A function of what it is
 * told, and of nothing else.
 */
final class Look {

  /** Looks at the same step in which code waits for something to happen. */
  private static final int LOOKS_ASLEEP = 3;

  /** Looks at the same step in which code runs, or waits for a lock, as of a class being loaded. */
  private static final int LOOKS_BUSY = 100;

  /** Between two looks at a thread that was at another step each time. */
  static final long LOOSE_NS = 4_000_000;

  /** Between two looks at a thread that may be stuck. To look often takes a core from the work. */
  static final long CLOSE_NS = 1_000_000;

  /** How long code must not have blocked before it shares a thread again, for the first time. */
  static final long CALM_NS = 1_000_000_000;

  /** Each time that it blocks it has to be calm for twice as long, up to 17 minutes. */
  private static final int MOST_DOUBLINGS = 10;

  private long step;
  private int times;
  private long calmSinceNs;

  Look(long nowNs) {
    calmSinceNs = nowNs;
  }

  /**
   * @param current which step is being done, as {@link Shift#currentStep} says
   * @param isAsleep whether its code waits for something; asked only if it is the same step
   * @return whether the code of the step blocks
   */
  boolean isBlocked(long current, BooleanSupplier isAsleep, long nowNs) {
    if (current <= 0 || current != step) {
      step = current;
      times = 0;
      return false;
    }
    times++;
    if (times < (isAsleep.getAsBoolean() ? LOOKS_ASLEEP : LOOKS_BUSY)) {
      return false;
    }
    calmSinceNs = nowNs;
    return true;
  }

  /** When the next look is due, ns after this one; while a step is being done. */
  long untilNextNs() {
    return times == 0 ? LOOSE_NS : CLOSE_NS;
  }

  /**
   * Whether it has not blocked for so long that it may share a thread again.
   *
   * @param blocked how often it has had to be left alone
   */
  boolean isCalm(int blocked, long nowNs) {
    return nowNs - calmSinceNs >= CALM_NS << Math.min(Math.max(blocked - 1, 0), MOST_DOUBLINGS);
  }
}
