package io.landfall.operators.spi;

/**
 * One output of an operator, to all who read it. Task thread only. Never blocks and never refuses:
 * what does not fit is kept in order by the task, which then takes no new input.
 */
public interface Output {

  /** Hands {@code value} on by reference; it must not be changed any more. */
  void emit(Object value, long timestampMs);

  /**
   * Event time in ms; to all subtasks downstream. {@link Long#MAX_VALUE} is kept for the end of the
   * input.
   */
  void emitWatermark(long watermarkMs);

  /** This output takes no part in watermarks until its next one. */
  void emitIdle(boolean idle);
}
