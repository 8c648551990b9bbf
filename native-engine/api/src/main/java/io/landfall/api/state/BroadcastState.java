package io.landfall.api.state;

/**
 * A map that is the same in all subtasks, because all get the same records and do the same with
 * them: what is put in may depend on these records and on nothing else. Behind a restore, every
 * subtask has the content of the first one, whatever the parallelism.
 */
public interface BroadcastState<K, V> extends ReadOnlyBroadcastState<K, V> {

  /** Neither may be null. */
  void put(K key, V value);

  void remove(K key);

  void clear();
}
