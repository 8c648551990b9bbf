package io.landfall.operators.window;

import io.landfall.api.function.AssociativeAggregateFunction;
import io.landfall.api.window.AlignedWindows;
import io.landfall.api.window.EventTimeTrigger;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.api.window.WindowContext;

/** Tells which windows can be computed by slices, with the same results. */
final class SliceWindowing {

  private SliceWindowing() {}

  static boolean isPossible(WindowParts parts) {
    WindowAssigner<?, ?> assigner = parts.assigner();
    return assigner instanceof AlignedWindows
        && assigner.isEventTime()
        && (Trigger<?, ?>) parts.trigger() instanceof EventTimeTrigger
        && parts.evictor() == null
        && !(parts.computation() instanceof WindowComputation.Process)
        && (assigner instanceof TumblingWindows || isAssociative(parts.computation()))
        && !clearsWindows(parts.computation().function());
  }

  /** Whether values of windows that overlap may be merged from parts. */
  private static boolean isAssociative(WindowComputation computation) {
    return computation instanceof WindowComputation.Aggregate of
        && of.aggregate() instanceof AssociativeAggregateFunction;
  }

  /** Whether it has to be told of the end of each window of each key. */
  private static boolean clearsWindows(ProcessWindowFunction<?, ?, ?, ?> function) {
    if (function == null) {
      return false;
    }
    try {
      return function.getClass().getMethod("clear", WindowContext.class).getDeclaringClass()
          != ProcessWindowFunction.class;
    } catch (NoSuchMethodException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
