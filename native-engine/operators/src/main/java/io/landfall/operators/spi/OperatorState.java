package io.landfall.operators.spi;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.ListState;

/**
 * State of a subtask that has no key; small, written at each checkpoint. The methods differ in what
 * a restore gives to whom. Make handles in {@code open}; their content is restored already. A null
 * serializer means the generic one.
 */
public interface OperatorState {

  /** At a restore all subtasks' elements are dealt out anew, evenly. */
  <T> ListState<T> splitList(String name, Serializer<T> serializer);

  /** At a restore every subtask gets all subtasks' elements. */
  <T> ListState<T> unionList(String name, Serializer<T> serializer);

  /**
   * At a restore each subtask gets the elements of the one with its index; refused if the
   * operator's parallelism has changed.
   */
  <T> ListState<T> indexedList(String name, Serializer<T> serializer);

  /**
   * The same content in all subtasks (theirs to ensure); at a restore each gets subtask 0's copy.
   */
  <T> ListState<T> broadcastList(String name, Serializer<T> serializer);
}
