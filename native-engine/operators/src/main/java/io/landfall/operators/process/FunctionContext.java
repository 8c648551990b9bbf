package io.landfall.operators.process;

import io.landfall.api.function.Accumulator;
import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.Counter;
import io.landfall.api.function.Histogram;
import io.landfall.api.function.Meter;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.function.StateAccess;
import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.OperatorContext;
import java.util.function.LongSupplier;

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
  public void gauge(String name, LongSupplier value) {
    context.gauge(name, value);
  }

  @Override
  public Meter meter(String name) {
    CountingMeter meter = new CountingMeter(context.counter(name), System::nanoTime);
    context.gauge(name + ".per-second", () -> Math.round(meter.perSecond()));
    return meter;
  }

  @Override
  public Histogram histogram(String name) {
    LogHistogram histogram = new LogHistogram();
    context.gauge(name + ".count", histogram::count);
    context.gauge(name + ".max", histogram::max);
    context.gauge(name + ".p50", () -> histogram.valueAt(0.5));
    context.gauge(name + ".p95", () -> histogram.valueAt(0.95));
    context.gauge(name + ".p99", () -> histogram.valueAt(0.99));
    return histogram;
  }

  @Override
  public <A extends Accumulator<?, ?>> A accumulator(String name, A fresh) {
    return context.accumulator(name, fresh);
  }

  @Override
  public <T> ValueState<T> valueState(StateDescriptor<T> descriptor) {
    return states.valueState(descriptor);
  }

  @Override
  public LongState longState(StateDescriptor<Long> descriptor) {
    return states.longState(descriptor);
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
