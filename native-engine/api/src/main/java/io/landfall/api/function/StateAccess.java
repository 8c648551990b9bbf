package io.landfall.api.function;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;

/**
 * Creates handles to keyed state. Call once for each name, when opening; a handle always refers to
 * the current key. Values are held by reference: change one only through its handle.
 */
public interface StateAccess {

  <T> ValueState<T> valueState(StateDescriptor<T> descriptor);

  LongState longState(StateDescriptor<Long> descriptor);

  <T> ListState<T> listState(StateDescriptor<T> descriptor);

  /**
   * @param keySerializer null for the generic one
   */
  <K, V> MapState<K, V> mapState(StateDescriptor<V> descriptor, Serializer<K> keySerializer);

  default <K, V> MapState<K, V> mapState(StateDescriptor<V> descriptor) {
    return mapState(descriptor, null);
  }

  <T> ReducingState<T> reducingState(StateDescriptor<T> descriptor, ReduceFunction<T> function);

  <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function);

  default <T> ValueState<T> valueState(String name) {
    return valueState(StateDescriptor.<T>of(name));
  }

  default LongState longState(String name) {
    return longState(StateDescriptor.<Long>of(name));
  }

  default <T> ListState<T> listState(String name) {
    return listState(StateDescriptor.<T>of(name));
  }

  default <K, V> MapState<K, V> mapState(String name) {
    return mapState(StateDescriptor.<V>of(name));
  }
}
