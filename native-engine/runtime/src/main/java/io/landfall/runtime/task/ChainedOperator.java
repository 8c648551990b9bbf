package io.landfall.runtime.task;

import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.Upcoming;

/**
 * An operator in its chain: puts its name on what it throws, fires its timers before its watermark.
 */
final class ChainedOperator {

  private final Operator operator;
  private final TaskOperatorContext context;
  private final String name;
  private boolean inputEnded;

  ChainedOperator(Operator operator, TaskOperatorContext context) {
    this.operator = operator;
    this.context = context;
    this.name = context.operatorName();
  }

  Operator operator() {
    return operator;
  }

  TaskOperatorContext context() {
    return context;
  }

  void onRecord(int input, Object value, long timestampMs) {
    try {
      operator.onRecord(input, value, timestampMs);
    } catch (Throwable thrown) {
      throw OperatorFailure.in(name, thrown);
    }
  }

  void onUpcoming(Upcoming records) {
    try {
      operator.onUpcoming(records);
    } catch (Throwable thrown) {
      throw OperatorFailure.in(name, thrown);
    }
  }

  void onBatchEnd() {
    try {
      operator.onBatchEnd();
    } catch (Throwable thrown) {
      throw OperatorFailure.in(name, thrown);
    }
  }

  void onWatermark(long watermarkMs) {
    if (watermarkMs == Long.MAX_VALUE) {
      endInput();
    } else if (watermarkMs > context.watermarkMs()) {
      advance(watermarkMs);
    }
  }

  private void advance(long watermarkMs) {
    try {
      context.advanceWatermark(watermarkMs, operator::onTimer);
      operator.onWatermark(watermarkMs);
    } catch (Throwable thrown) {
      throw OperatorFailure.in(name, thrown);
    }
  }

  /**
   * Nothing comes any more: time goes to infinity, then the operator emits what is left, and only
   * then may it pass on that time has ended; else what was left would come too late for all others.
   */
  void endInput() {
    if (inputEnded) {
      return;
    }
    inputEnded = true;
    try {
      context.advanceWatermark(Long.MAX_VALUE, operator::onTimer);
      operator.onEndOfInput();
      operator.onWatermark(Long.MAX_VALUE);
    } catch (Throwable thrown) {
      throw OperatorFailure.in(name, thrown);
    }
  }

  void onIdle(boolean idle) {
    run(() -> operator.onIdle(idle));
  }

  /** Returns true if any timer fired. */
  boolean fireProcessingTimers(long nowMs) {
    if (context.nextProcessingTimerMs() > nowMs) {
      return false;
    }
    try {
      return context.fireProcessingTimers(nowMs, operator::onTimer);
    } catch (Throwable thrown) {
      throw OperatorFailure.in(name, thrown);
    }
  }

  /** Anything that is not per record. */
  void run(Step step) {
    try {
      step.run();
    } catch (Throwable thrown) {
      throw OperatorFailure.in(name, thrown);
    }
  }

  /** A call into the operator. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }
}
