package io.landfall.operators.window;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.api.window.Window;
import java.util.List;

/** One accumulator for each window. */
final class AggregatedContents implements WindowContents {

  private final AggregateFunction<Object, Object, Object> function;
  private final WindowStates states;
  private final Emission emission;
  private final ValueState<Object> accumulator;

  @SuppressWarnings("unchecked")
  AggregatedContents(AggregateFunction<?, ?, ?> function, WindowStates states, Emission emission) {
    this.function = (AggregateFunction<Object, Object, Object>) function;
    this.states = states;
    this.emission = emission;
    accumulator = states.contents().valueState(StateDescriptor.of("accumulator"));
  }

  @Override
  public void add(Object value, long timestampMs) throws Exception {
    Object before = accumulator.value();
    accumulator.update(function.add(value, before == null ? function.createAccumulator() : before));
  }

  @Override
  public void fire(Window window) throws Exception {
    Object now = accumulator.value();
    if (now != null) {
      emission.emitOne(window, function.result(now));
    }
  }

  @Override
  public void clear() {
    accumulator.clear();
  }

  @Override
  public void merge(Window into, List<Window> others) throws Exception {
    for (Window other : others) {
      states.enter(other);
      Object moved = accumulator.value();
      accumulator.clear();
      states.enter(into);
      if (moved != null) {
        Object before = accumulator.value();
        accumulator.update(before == null ? moved : function.merge(before, moved));
      }
    }
  }
}
