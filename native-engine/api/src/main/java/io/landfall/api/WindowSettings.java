package io.landfall.api;

import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import java.time.Duration;
import java.util.Objects;

/** What has been chosen for windows so far. One thread. */
final class WindowSettings {

  private final WindowAssigner<?, ?> assigner;
  private Trigger<?, ?> trigger;
  private Evictor<?, ?> evictor;
  private Duration allowedLateness = Duration.ZERO;
  private OutputTag<?> lateOutput;

  WindowSettings(WindowAssigner<?, ?> assigner) {
    this.assigner = Objects.requireNonNull(assigner, "assigner");
  }

  void trigger(Trigger<?, ?> chosen) {
    trigger = Objects.requireNonNull(chosen, "trigger");
  }

  void evictor(Evictor<?, ?> chosen) {
    evictor = Objects.requireNonNull(chosen, "evictor");
  }

  void allowedLateness(Duration chosen) {
    allowedLateness = Objects.requireNonNull(chosen, "lateness");
  }

  void lateOutput(OutputTag<?> chosen) {
    lateOutput = Objects.requireNonNull(chosen, "tag");
  }

  BuiltIn.Window spec(WindowComputation computation) {
    return new BuiltIn.Window(assigner, trigger, evictor, latenessMs(), lateOutput, computation);
  }

  /** More than fits is for ever. */
  private long latenessMs() {
    try {
      return allowedLateness.toMillis();
    } catch (ArithmeticException tooLong) {
      return allowedLateness.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }
}
