package io.landfall.operators.window.slice;

import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.AlignedWindows;
import io.landfall.api.window.EventTimeTrigger;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.WindowComputation;
import io.landfall.api.window.WindowContext;
import java.io.Serializable;
import java.util.Optional;

/**
 * Windows that can be computed by slices.
 *
 * @param lateOutput null to count late records only
 */
public record SliceWindowing(
    AlignedWindows windows,
    long allowedLatenessMs,
    OutputTag<?> lateOutput,
    WindowComputation computation)
    implements Serializable {

  /** Empty if something of it needs the operator for all windows. */
  public static Optional<SliceWindowing> of(BuiltIn.Window window) {
    if (window.assigner() instanceof AlignedWindows aligned
        && aligned.isEventTime()
        && window.effectiveTrigger() instanceof EventTimeTrigger
        && window.evictor() == null
        && !(window.computation() instanceof WindowComputation.Process)
        && !clearsWindows(window.computation().function())) {
      return Optional.of(
          new SliceWindowing(
              aligned, window.allowedLatenessMs(), window.lateOutput(), window.computation()));
    }
    return Optional.empty();
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
