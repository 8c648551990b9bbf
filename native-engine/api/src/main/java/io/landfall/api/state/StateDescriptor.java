package io.landfall.api.state;

import io.landfall.api.serialization.Serializer;
import java.io.Serializable;
import java.util.Objects;

/**
 * Declares a keyed state: a name that is unique in its operator, and optionally a serializer and a
 * time to live. Immutable.
 *
 * @param <T> what is stored for a key: the value, a list element, a map value, the accumulator
 */
public final class StateDescriptor<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String name;
  private final Serializer<T> serializer;
  private final StateTtl ttl;

  private StateDescriptor(String name, Serializer<T> serializer, StateTtl ttl) {
    if (Objects.requireNonNull(name, "name").isBlank()) {
      throw new IllegalArgumentException("state: the name is blank; give it one");
    }
    this.name = name;
    this.serializer = serializer;
    this.ttl = ttl;
  }

  /** With the generic serializer, and kept until cleared. */
  public static <T> StateDescriptor<T> of(String name) {
    return new StateDescriptor<>(name, null, null);
  }

  public StateDescriptor<T> withSerializer(Serializer<T> own) {
    return new StateDescriptor<>(name, own, ttl);
  }

  public StateDescriptor<T> withTtl(StateTtl timeToLive) {
    return new StateDescriptor<>(name, serializer, timeToLive);
  }

  public String name() {
    return name;
  }

  /** Null for the generic one. */
  public Serializer<T> serializer() {
    return serializer;
  }

  /** Null for none. */
  public StateTtl ttl() {
    return ttl;
  }
}
