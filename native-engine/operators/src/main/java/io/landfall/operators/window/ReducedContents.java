package io.landfall.operators.window;

import io.landfall.api.function.ReduceFunction;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.api.window.Window;
import java.util.List;

/** One value for each window. */
final class ReducedContents implements WindowContents {

  private final ReduceFunction<Object> function;
  private final WindowStates states;
  private final Emission emission;
  private final ValueState<Object> reduced;

  @SuppressWarnings("unchecked")
  ReducedContents(ReduceFunction<?> function, WindowStates states, Emission emission) {
    this.function = (ReduceFunction<Object>) function;
    this.states = states;
    this.emission = emission;
    reduced = states.contents().valueState(StateDescriptor.of("reduced"));
  }

  @Override
  public void add(Object value, long timestampMs) throws Exception {
    Object before = reduced.value();
    reduced.update(before == null ? value : function.reduce(before, value));
  }

  @Override
  public void fire(Window window) throws Exception {
    Object value = reduced.value();
    if (value != null) {
      emission.emitOne(window, value);
    }
  }

  @Override
  public void clear() {
    reduced.clear();
  }

  @Override
  public void merge(Window into, List<Window> others) throws Exception {
    for (Window other : others) {
      states.enter(other);
      Object value = reduced.value();
      reduced.clear();
      states.enter(into);
      if (value != null) {
        add(value, Long.MIN_VALUE);
      }
    }
  }
}
