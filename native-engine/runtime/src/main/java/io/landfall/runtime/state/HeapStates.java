package io.landfall.runtime.state;

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
import java.util.function.Function;

/** Makes the handles to a {@link HeapKeyedState}, with or without a namespace. Task thread only. */
final class HeapStates implements StateAccess {

  private final HeapKeyedState owner;
  private final boolean namespaced;

  HeapStates(HeapKeyedState owner, boolean namespaced) {
    this.owner = owner;
    this.namespaced = namespaced;
  }

  private HeapState state(
      StateKind kind,
      StateDescriptor<?> descriptor,
      Function<HeapState.Form, ? extends HeapState> maker) {
    HeapState.Form form = new HeapState.Form(kind, namespaced);
    return owner.state(form, descriptor, () -> maker.apply(form));
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    @SuppressWarnings("unchecked")
    ValueState<T> typed = (ValueState<T>) value(descriptor);
    return typed;
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    return (LongState) value(descriptor);
  }

  private HeapState value(StateDescriptor<?> descriptor) {
    return state(
        StateKind.VALUE, descriptor, form -> new HeapValueState<>(form, descriptor, owner));
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    HeapState state =
        state(StateKind.LIST, descriptor, form -> new HeapListState<>(form, descriptor, owner));
    @SuppressWarnings("unchecked")
    ListState<T> typed = (ListState<T>) state;
    return typed;
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    HeapState state =
        state(
            StateKind.MAP,
            descriptor,
            form -> new HeapMapState<>(form, descriptor, keySerializer, owner));
    @SuppressWarnings("unchecked")
    MapState<K, V> typed = (MapState<K, V>) state;
    return typed;
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> function) {
    HeapState state =
        state(
            StateKind.REDUCING,
            descriptor,
            form -> new HeapReducingState<>(form, descriptor, function, owner));
    @SuppressWarnings("unchecked")
    ReducingState<T> typed = (ReducingState<T>) state;
    return typed;
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    HeapState state =
        state(
            StateKind.AGGREGATING,
            descriptor,
            form -> new HeapAggregatingState<>(form, descriptor, function, owner));
    @SuppressWarnings("unchecked")
    AggregatingState<I, O> typed = (AggregatingState<I, O>) state;
    return typed;
  }
}
