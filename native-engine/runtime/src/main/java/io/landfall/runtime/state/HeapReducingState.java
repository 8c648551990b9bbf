package io.landfall.runtime.state;

import io.landfall.api.function.ReduceFunction;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;

final class HeapReducingState<T> extends HeapSingleState implements ReducingState<T> {

  private final ReduceFunction<T> function;

  HeapReducingState(
      Form form, StateDescriptor<T> descriptor, ReduceFunction<T> function, HeapKeyedState owner) {
    super(form, descriptor, owner);
    this.function = function;
  }

  @Override
  @SuppressWarnings("unchecked")
  public T get() {
    return (T) readOwned();
  }

  @Override
  public void add(T value) throws Exception {
    T before = get();
    T after = before == null ? value : function.reduce(before, value);
    if (after == null) {
      clear();
    } else {
      write(after);
    }
  }
}
