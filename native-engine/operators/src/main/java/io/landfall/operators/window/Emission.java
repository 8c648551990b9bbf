package io.landfall.operators.window;

import io.landfall.api.function.Collector;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.StateAccess;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowContext;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Brings a window's value or records through its function to the outputs. */
final class Emission implements Collector<Object>, WindowContext<Window> {

  /** Null if values are emitted as they are. */
  private final ProcessWindowFunction<Object, Object, Object, Window> function;

  private final OperatorContext context;
  private final WindowStates states;
  private final WatermarkFloor watermark;
  private final boolean merging;
  private final Output output;
  private final Map<OutputTag<?>, Output> sideOutputs = new HashMap<>();
  private StateAccess windowState;
  private Window window;

  @SuppressWarnings("unchecked")
  Emission(
      ProcessWindowFunction<?, ?, ?, ?> function,
      OperatorContext context,
      WindowStates states,
      WatermarkFloor watermark,
      boolean merging) {
    this.function = (ProcessWindowFunction<Object, Object, Object, Window>) function;
    this.context = context;
    this.states = states;
    this.watermark = watermark;
    this.merging = merging;
    this.output = context.output();
  }

  /** The one value of an incremental computation. */
  void emitOne(Window of, Object value) throws Exception {
    if (function == null) {
      output.emit(value, of.maxTimestampMs());
    } else {
      emitAll(of, Collections.singletonList(value));
    }
  }

  void emitAll(Window of, Iterable<Object> values) throws Exception {
    window = of;
    function.process(context.currentKey(), this, values, this);
  }

  /** The window is gone. */
  void clear(Window of) throws Exception {
    if (function != null) {
      window = of;
      states.enter(of);
      function.clear(this);
    }
  }

  @Override
  public void collect(Object value) {
    output.emit(value, window.maxTimestampMs());
  }

  @Override
  public <T> void output(OutputTag<T> tag, T value) {
    Output side = sideOutputs.get(tag);
    if (side == null) {
      side = context.sideOutput(tag.id());
      sideOutputs.put(tag, side);
    }
    side.emit(value, window.maxTimestampMs());
  }

  @Override
  public Window window() {
    return window;
  }

  @Override
  public long processingTimeMs() {
    return context.processingTimeMs();
  }

  @Override
  public long watermarkMs() {
    return watermark.watermarkMs();
  }

  @Override
  public StateAccess windowState() {
    if (merging) {
      throw new IllegalStateException(
          "windows that merge have no state of their own for a function, since it could not be"
              + " merged; use globalState(), or keep it in the aggregate's accumulator");
    }
    if (windowState == null) {
      windowState = states.ofFunction();
    }
    return windowState;
  }

  @Override
  public StateAccess globalState() {
    return context;
  }
}
