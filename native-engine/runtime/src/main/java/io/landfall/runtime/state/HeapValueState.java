package io.landfall.runtime.state;

import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;

final class HeapValueState<T> extends HeapSingleState implements ValueState<T> {

  HeapValueState(Form form, StateDescriptor<T> descriptor, HeapKeyedState owner) {
    super(form, descriptor, owner);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T value() {
    return (T) readOwned();
  }

  @Override
  public void update(T value) {
    if (value == null) {
      clear();
    } else {
      write(value);
    }
  }
}
