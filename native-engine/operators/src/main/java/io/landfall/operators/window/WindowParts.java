package io.landfall.operators.window;

import io.landfall.api.function.Function;
import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a subtask has of its own: a copy of what the user chose.
 *
 * @param evictor null for none
 * @param lateOutput null for none
 */
record WindowParts(
    WindowAssigner<Object, Window> assigner,
    Trigger<Object, Window> trigger,
    Evictor<Object, Window> evictor,
    long allowedLatenessMs,
    OutputTag<?> lateOutput,
    WindowComputation computation)
    implements Serializable {

  @SuppressWarnings("unchecked")
  static WindowParts of(BuiltIn.Window spec) {
    return new WindowParts(
        (WindowAssigner<Object, Window>) spec.assigner(),
        (Trigger<Object, Window>) spec.effectiveTrigger(),
        (Evictor<Object, Window>) spec.evictor(),
        spec.allowedLatenessMs(),
        spec.lateOutput(),
        spec.computation());
  }

  /** All but the trigger, to be opened with state of the key. */
  List<Function> functions() {
    List<Function> functions = new ArrayList<>();
    functions.add(assigner);
    if (evictor != null) {
      functions.add(evictor);
    }
    if (computation instanceof WindowComputation.Reduce reduce) {
      functions.add(reduce.reduce());
    }
    if (computation instanceof WindowComputation.Aggregate aggregate) {
      functions.add(aggregate.aggregate());
    }
    if (computation.function() != null) {
      functions.add(computation.function());
    }
    return functions;
  }

  /** Closes all; the first failure is thrown at the end. */
  void close() throws Exception {
    List<Function> all = functions();
    all.add(trigger);
    Exception failure = null;
    for (Function function : all) {
      try {
        function.close();
      } catch (Exception thrown) {
        if (failure == null) {
          failure = thrown;
        } else {
          failure.addSuppressed(thrown);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
