package io.landfall.api.state;

import io.landfall.api.serialization.Serializer;
import java.io.Serializable;
import java.util.Objects;

/**
 * Declares a broadcast state. Immutable.
 *
 * @param name unique in its operator
 * @param keySerializer null for the generic one
 * @param valueSerializer null for the generic one
 */
public record BroadcastStateDescriptor<K, V>(
    String name, Serializer<K> keySerializer, Serializer<V> valueSerializer)
    implements Serializable {

  public BroadcastStateDescriptor {
    if (Objects.requireNonNull(name, "name").isBlank()) {
      throw new IllegalArgumentException("broadcast state: the name is blank; give it one");
    }
  }

  public static <K, V> BroadcastStateDescriptor<K, V> of(String name) {
    return new BroadcastStateDescriptor<>(name, null, null);
  }

  public BroadcastStateDescriptor<K, V> withSerializers(
      Serializer<K> ofKeys, Serializer<V> ofValues) {
    return new BroadcastStateDescriptor<>(name, ofKeys, ofValues);
  }
}
