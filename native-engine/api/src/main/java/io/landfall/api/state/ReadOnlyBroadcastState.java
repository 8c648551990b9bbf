package io.landfall.api.state;

import java.util.Map;

/** A map that is the same in all subtasks, for those who must not change it. Task thread only. */
public interface ReadOnlyBroadcastState<K, V> {

  /** Null if absent. */
  V get(K key);

  boolean contains(K key);

  boolean isEmpty();

  /** Unmodifiable, in the order of insertion; valid until the next change. */
  Iterable<Map.Entry<K, V>> entries();
}
