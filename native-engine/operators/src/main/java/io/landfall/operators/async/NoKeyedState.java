package io.landfall.operators.async;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.StateAccess;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;

/** Refuses state: when a result comes, the key of its record is not the current one any more. */
record NoKeyedState(String operatorName) implements StateAccess {

  private IllegalStateException refusal(StateDescriptor<?> descriptor) {
    return new IllegalStateException(
        "operator '"
            + operatorName
            + "': an asynchronous function has no keyed state ("
            + descriptor.name()
            + "); keep it in a process function before or behind");
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    throw refusal(descriptor);
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    throw refusal(descriptor);
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    throw refusal(descriptor);
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    throw refusal(descriptor);
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> function) {
    throw refusal(descriptor);
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    throw refusal(descriptor);
  }
}
