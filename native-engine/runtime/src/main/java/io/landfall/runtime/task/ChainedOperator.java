package io.landfall.runtime.task;

import io.landfall.operators.spi.Operator;

/**
 * An operator in its chain: puts its name on what it throws, fires its timers before its watermark.
 */
final class ChainedOperator {

  private final Operator operator;
  private final TaskOperatorContext context;
  private final String name;

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

  void onWatermark(long watermarkMs) {
    if (watermarkMs <= context.watermarkMs()) {
      return;
    }
    try {
      context.advanceWatermark(watermarkMs, operator::onTimer);
      operator.onWatermark(watermarkMs);
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
