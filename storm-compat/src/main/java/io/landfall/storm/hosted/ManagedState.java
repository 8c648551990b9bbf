package io.landfall.storm.hosted;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.storm.state.KeyValueState;

/**
 * A bolt's state as part of checkpoints: held by reference, written at the barrier. Preparing,
 * committing and rolling back are what checkpoints do, so there is nothing left of them here.
 */
final class ManagedState<K, V> implements KeyValueState<K, V> {

  private Map<K, V> values = new HashMap<>();

  /** By reference: to be written before the state is used again. */
  Map<K, V> values() {
    return values;
  }

  void restore(Map<K, V> saved) {
    values = new HashMap<>(saved);
  }

  @Override
  public void put(K key, V value) {
    values.put(key, value);
  }

  @Override
  public V get(K key) {
    return values.get(key);
  }

  @Override
  public V get(K key, V defaultValue) {
    V value = values.get(key);
    return value == null ? defaultValue : value;
  }

  @Override
  public V delete(K key) {
    return values.remove(key);
  }

  @Override
  public Iterator<Map.Entry<K, V>> iterator() {
    return values.entrySet().iterator();
  }

  @Override
  public void prepareCommit(long txid) {}

  @Override
  public void commit(long txid) {}

  @Override
  public void commit() {}

  @Override
  public void rollback() {}
}
