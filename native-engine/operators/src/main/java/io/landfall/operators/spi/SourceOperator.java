package io.landfall.operators.spi;

/** An operator that brings records in instead of receiving them. */
public interface SourceOperator extends Operator {

  /** What a poll found. */
  enum Poll {
    /** Something was emitted: poll again at once. */
    MORE,
    /** Nothing just now: poll again after a short rest, or on {@link OperatorContext#wakeUp}. */
    NOTHING_NOW,
    /** Nothing will ever come: {@code onEndOfInput} is called next and poll never again. */
    END
  }

  /**
   * Emits until {@link OperatorContext#isBackpressured}, at most about {@code maxRecords}, and
   * returns. Not called while an output cannot take more, nor after the barrier of a stopping job.
   */
  Poll poll(int maxRecords) throws Exception;

  /**
   * A message from this operator's {@link SourceCoordinator}, in the order in which it was sent.
   */
  default void onCoordinatorEvent(Object event) throws Exception {}

  @Override
  default void onRecord(int input, Object value, long timestampMs) {
    throw new IllegalStateException("a source has no input");
  }

  @Override
  default void onWatermark(long watermarkMs) {}

  @Override
  default void onIdle(boolean idle) {}
}
