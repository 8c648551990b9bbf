package io.landfall.operators.window;

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

/** State whose names have a prefix, so that nobody's name meets another's. */
final class PrefixedStates implements StateAccess {

  private final String prefix;
  private final StateAccess states;

  PrefixedStates(String prefix, StateAccess states) {
    this.prefix = prefix;
    this.states = states;
  }

  private <T> StateDescriptor<T> prefixed(StateDescriptor<T> descriptor) {
    return StateDescriptor.<T>of(prefix + descriptor.name())
        .withSerializer(descriptor.serializer())
        .withTtl(descriptor.ttl());
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    return states.valueState(prefixed(descriptor));
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    return states.longState(prefixed(descriptor));
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    return states.listState(prefixed(descriptor));
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    return states.mapState(prefixed(descriptor), keySerializer);
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> function) {
    return states.reducingState(prefixed(descriptor), function);
  }

  /** Accumulators can be merged. */
  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> function) {
    return new Accumulators<>(valueState(descriptor), function);
  }

  /** An aggregating state whose accumulator can be got at. */
  static final class Accumulators<I, A, O> implements AggregatingState<I, O> {

    private final ValueState<A> accumulator;
    private final AggregateFunction<I, A, O> function;

    private Accumulators(ValueState<A> accumulator, AggregateFunction<I, A, O> function) {
      this.accumulator = accumulator;
      this.function = function;
    }

    @Override
    public O get() throws Exception {
      A now = accumulator.value();
      return now == null ? null : function.result(now);
    }

    @Override
    public void add(I value) throws Exception {
      A before = accumulator.value();
      accumulator.update(
          function.add(value, before == null ? function.createAccumulator() : before));
    }

    @Override
    public void clear() {
      accumulator.clear();
    }

    ValueState<A> accumulator() {
      return accumulator;
    }

    ReduceFunction<A> merging() {
      return function::merge;
    }
  }
}
