package io.landfall.runtime.task;

import io.landfall.api.function.Accumulator;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The accumulators of one operator of a task. In a checkpoint each is an element of a list that is
 * dealt out anew: it does not matter who goes on with which part. Task thread only.
 */
final class KeptAccumulators {

  private record Kept(Accumulator<?, ?> accumulator, ListState<Accumulator<?, ?>> saved) {}

  private final Map<String, Kept> byName = new LinkedHashMap<>();

  /** The one of that name; {@code fresh} with what was restored if it is new. */
  @SuppressWarnings("unchecked")
  <A extends Accumulator<?, ?>> A of(String name, A fresh, OperatorState state) {
    Kept kept = byName.get(name);
    if (kept == null) {
      kept = new Kept(fresh, state.splitList("accumulator/" + name, null));
      for (Accumulator<?, ?> restored : kept.saved.get()) {
        ((Accumulator<Object, Object>) fresh).merge((Accumulator<Object, Object>) restored);
      }
      byName.put(name, kept);
    }
    return (A) kept.accumulator;
  }

  /** Into operator state, which is written next. */
  void save() {
    byName.values().forEach(kept -> kept.saved.update(List.of(kept.accumulator)));
  }
}
