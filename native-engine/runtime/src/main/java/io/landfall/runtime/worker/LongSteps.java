package io.landfall.runtime.worker;

/**
 * When to warn of a task whose steps hold up the others of its thread. Steps are timed one by one
 * only after a round of all tasks has taken long, since the clock costs as much as many a step. A
 * function of what it is told, and of nothing else.
 */
final class LongSteps {

  static final long LONG_NS = 100_000_000;

  /** One long step may be the machine's doing, or the code's first. */
  static final int TO_WARN = 5;

  private int longSteps;
  private boolean timesSteps;

  /** Each step was done once, which took {@code ns}. */
  void roundTook(long ns) {
    if (ns > LONG_NS && longSteps < TO_WARN) {
      timesSteps = true;
    }
  }

  /** Whether {@link #stepTook} is to be told of each step. */
  boolean timesSteps() {
    return timesSteps;
  }

  /** Returns true if it is time to warn of the task: once. */
  boolean stepTook(long ns) {
    if (ns <= LONG_NS || ++longSteps < TO_WARN) {
      return false;
    }
    timesSteps = false;
    return true;
  }
}
