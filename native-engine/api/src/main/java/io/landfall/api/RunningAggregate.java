package io.landfall.api;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.StateDescriptor;

/** The aggregate of a key so far, with each of its records. */
final class RunningAggregate<T, A, V> implements ProcessFunction<T, V> {

  private static final long serialVersionUID = 1L;

  private final AggregateFunction<? super T, A, V> function;
  private transient AggregatingState<T, V> aggregate;

  RunningAggregate(AggregateFunction<? super T, A, V> function) {
    this.function = function;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void open(RuntimeContext context) throws Exception {
    function.open(context);
    aggregate =
        context.aggregatingState(
            StateDescriptor.of("aggregate"), (AggregateFunction<T, A, V>) function);
  }

  @Override
  public void process(T value, Context context, Collector<V> out) throws Exception {
    aggregate.add(value);
    out.collect(aggregate.get());
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
