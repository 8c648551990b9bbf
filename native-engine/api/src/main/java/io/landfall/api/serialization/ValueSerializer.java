package io.landfall.api.serialization;

/**
 * A {@link Serializer} of values that never change, and that keeps nothing between calls: what is
 * left to write is how a value becomes bytes, and back. State of such values is held in memory from
 * one checkpoint to the next, so that a restart in the same process reads nothing back.
 */
public interface ValueSerializer<T> extends Serializer<T> {

  @Override
  default T copy(T value) {
    return value;
  }

  @Override
  default boolean isImmutable(T value) {
    return true;
  }

  @Override
  default Serializer<T> duplicate() {
    return this;
  }
}
