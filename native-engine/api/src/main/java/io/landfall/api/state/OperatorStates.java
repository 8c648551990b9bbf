package io.landfall.api.state;

/**
 * State of a subtask that has no key; small, written whole at each checkpoint. The kinds differ in
 * what a restore gives to whom. A handle has what was restored as soon as it is made. No time to
 * live. Task thread only.
 */
public interface OperatorStates {

  /** At a restore all subtasks' elements are dealt out anew, evenly. */
  <T> ListState<T> listState(StateDescriptor<T> descriptor);

  /**
   * At a restore every subtask gets all subtasks' elements. Keep only what is its own, or the list
   * grows with each restore.
   */
  <T> ListState<T> unionListState(StateDescriptor<T> descriptor);

  /** At a restore each subtask gets the content of the first one. */
  <K, V> BroadcastState<K, V> broadcastState(BroadcastStateDescriptor<K, V> descriptor);
}
