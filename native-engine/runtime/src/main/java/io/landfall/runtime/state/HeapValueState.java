package io.landfall.runtime.state;

import io.landfall.api.state.LongState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;

/** A value for each key, and a number for each if it is asked for as such. */
final class HeapValueState<T> extends HeapSingleState implements ValueState<T>, LongState {

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

  @Override
  public long get() {
    if (!seek()) {
      return 0;
    }
    return table().isNumber() ? table().number() : (Long) readOwned();
  }

  @Override
  public void set(long value) {
    if (isInPlace()) {
      table().setNumber(value);
    } else {
      write(value);
    }
  }

  @Override
  public long add(long change) {
    if (isInPlace()) {
      long sum = table().number() + change;
      table().setNumber(sum);
      return sum;
    }
    long sum = get() + change;
    write(sum);
    return sum;
  }

  /** Whether the current key has a number that can be replaced alone, without a stamp. */
  private boolean isInPlace() {
    return !table().isStamped() && seek() && table().isNumber();
  }
}
