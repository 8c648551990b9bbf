package io.landfall.operators.spi;

/**
 * The edge to one receiving operator, whose subtask the emitter names. As {@link Output} otherwise.
 */
public interface DirectOutput {

  /** The receiver's parallelism. */
  int targetCount();

  void emit(int targetSubtask, Object value, long timestampMs);
}
