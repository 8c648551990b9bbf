package io.landfall.operators.process;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.Counter;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.function.StateAccess;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.OperatorContext;

/** The part of an operator's context that its function may see. */
public final class FunctionContext implements RuntimeContext {

  private final OperatorContext context;
  private final StateAccess states;

  /** With the state of the key. */
  public FunctionContext(OperatorContext context) {
    this(context, context);
  }

  /**
   * @param states where the function's state handles come from
   */
  public FunctionContext(OperatorContext context, StateAccess states) {
    this.context = context;
    this.states = states;
  }

  @Override
  public String jobName() {
    return context.jobName();
  }

  @Override
  public String operatorName() {
    return context.operatorName();
  }

  @Override
  public int subtaskIndex() {
    return context.subtaskIndex();
  }

  @Override
  public int parallelism() {
    return context.parallelism();
  }

  @Override
  public int attempt() {
    return context.attempt();
  }

  @Override
  public Counter counter(String name) {
    return context.counter(name);
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    return states.valueState(descriptor);
  }

  @Override
  public <T> ListState<T> listState(StateDescriptor<T> descriptor) {
    return states.listState(descriptor);
  }

  @Override
  public <K, V> MapState<K, V> mapState(
      StateDescriptor<V> descriptor, Serializer<K> keySerializer) {
    return states.mapState(descriptor, keySerializer);
  }

  @Override
  public <T> ReducingState<T> reducingState(
      StateDescriptor<T> descriptor, ReduceFunction<T> reduceFunction) {
    return states.reducingState(descriptor, reduceFunction);
  }

  @Override
  public <I, A, O> AggregatingState<I, O> aggregatingState(
      StateDescriptor<A> descriptor, AggregateFunction<I, A, O> aggregateFunction) {
    return states.aggregatingState(descriptor, aggregateFunction);
  }
}
