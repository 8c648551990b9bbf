package io.landfall.operators.process;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.BroadcastStateDescriptor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/** Writes entries of a broadcast state, each as its key and its value. One thread. */
record BroadcastEntries<K, V>(Serializer<K> keys, Serializer<V> values)
    implements Serializer<Map.Entry<K, V>>, Serializable {

  /**
   * @param generic for what the descriptor has no serializer for
   */
  @SuppressWarnings("unchecked")
  static <K, V> BroadcastEntries<K, V> of(
      BroadcastStateDescriptor<K, V> descriptor, Serializer<Object> generic) {
    return new BroadcastEntries<>(
        descriptor.keySerializer() == null
            ? (Serializer<K>) generic
            : descriptor.keySerializer().duplicate(),
        descriptor.valueSerializer() == null
            ? (Serializer<V>) generic
            : descriptor.valueSerializer().duplicate());
  }

  @Override
  public void write(Map.Entry<K, V> entry, DataOutput out) throws IOException {
    keys.write(entry.getKey(), out);
    values.write(entry.getValue(), out);
  }

  @Override
  public Map.Entry<K, V> read(DataInput in) throws IOException {
    K key = keys.read(in);
    return Map.entry(key, values.read(in));
  }

  @Override
  public Map.Entry<K, V> copy(Map.Entry<K, V> entry) {
    return Map.entry(keys.copy(entry.getKey()), values.copy(entry.getValue()));
  }

  @Override
  public boolean isImmutable(Map.Entry<K, V> entry) {
    return keys.isImmutable(entry.getKey()) && values.isImmutable(entry.getValue());
  }

  @Override
  public Serializer<Map.Entry<K, V>> duplicate() {
    return new BroadcastEntries<>(keys.duplicate(), values.duplicate());
  }
}
