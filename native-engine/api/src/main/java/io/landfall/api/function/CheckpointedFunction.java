package io.landfall.api.function;

import io.landfall.api.state.OperatorStates;

/**
 * What a function implements besides its own interface if it has state without a key: a buffer, a
 * count, a position. Not for functions of windows and joins, nor for what is handed to a shorter
 * form of another function.
 *
 * <p>{@code openState}, {@code open}, then records; at each barrier {@code snapshotState}, behind
 * which the content of the handles is written.
 */
public interface CheckpointedFunction {

  /** Makes the handles, which have what was restored. Before {@code open}. */
  void openState(OperatorStates states) throws Exception;

  /** The barrier is here: put into the handles what is not there yet. */
  void snapshotState(long checkpointId) throws Exception;
}
