package io.landfall.operators.window;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.WindowComputation;
import java.util.List;

/** Chooses what windows hold by what is computed of them. */
final class ContentsFactory {

  /**
   * @param clocks for the evictor
   */
  static WindowContents create(
      WindowParts parts, WindowStates states, Emission emission, Evictor.Context clocks) {
    WindowComputation computation = parts.computation();
    if (parts.evictor() != null) {
      return new EvictingContents(parts.evictor(), clocks, states, result(computation, emission));
    }
    if (computation instanceof WindowComputation.Reduce reduce) {
      return new ReducedContents(reduce.reduce(), states, emission);
    }
    if (computation instanceof WindowComputation.Aggregate aggregate) {
      return new AggregatedContents(aggregate.aggregate(), states, emission);
    }
    return new ListedContents(states, emission);
  }

  /** What is incremental otherwise is computed of all records when the window fires. */
  private static EvictingContents.Result result(WindowComputation computation, Emission emission) {
    if (computation instanceof WindowComputation.Reduce reduce) {
      return (window, values) -> {
        if (!values.isEmpty()) {
          emission.emitOne(window, reduced(reduce.reduce(), values));
        }
      };
    }
    if (computation instanceof WindowComputation.Aggregate aggregate) {
      return (window, values) -> {
        if (!values.isEmpty()) {
          emission.emitOne(window, aggregated(aggregate.aggregate(), values));
        }
      };
    }
    return emission::emitAll;
  }

  @SuppressWarnings("unchecked")
  private static Object reduced(ReduceFunction<?> function, List<Object> values) throws Exception {
    Object reduced = values.get(0);
    for (int i = 1; i < values.size(); i++) {
      reduced = ((ReduceFunction<Object>) function).reduce(reduced, values.get(i));
    }
    return reduced;
  }

  @SuppressWarnings("unchecked")
  private static Object aggregated(AggregateFunction<?, ?, ?> function, List<Object> values)
      throws Exception {
    AggregateFunction<Object, Object, Object> untyped =
        (AggregateFunction<Object, Object, Object>) function;
    Object accumulator = untyped.createAccumulator();
    for (Object value : values) {
      accumulator = untyped.add(value, accumulator);
    }
    return untyped.result(accumulator);
  }

  private ContentsFactory() {}
}
