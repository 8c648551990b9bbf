package io.landfall.api.state;

import java.util.Map;

/** A map for each key. Null keys are not allowed. */
public interface MapState<K, V> extends State {

  /** Null if absent. */
  V get(K key);

  void put(K key, V value);

  void remove(K key);

  boolean contains(K key);

  boolean isEmpty();

  /** Valid until the next change; removing through an iterator is not supported. */
  Iterable<Map.Entry<K, V>> entries();
}
