package io.landfall.runtime.state;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.StateDescriptor;

final class HeapAggregatingState<I, A, O> extends HeapSingleState
    implements AggregatingState<I, O> {

  private final AggregateFunction<I, A, O> function;

  HeapAggregatingState(
      Form form,
      StateDescriptor<A> descriptor,
      AggregateFunction<I, A, O> function,
      HeapKeyedState owner) {
    super(form, descriptor, owner);
    this.function = function;
  }

  @Override
  public O get() throws Exception {
    A accumulator = accumulator();
    return accumulator == null ? null : function.result(accumulator);
  }

  @Override
  public void add(I value) throws Exception {
    A before = accumulator();
    A after = function.add(value, before == null ? function.createAccumulator() : before);
    if (after == null) {
      clear();
    } else {
      write(after);
    }
  }

  @SuppressWarnings("unchecked")
  private A accumulator() {
    return (A) readOwned();
  }
}
