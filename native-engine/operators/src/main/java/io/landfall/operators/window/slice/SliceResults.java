package io.landfall.operators.window.slice;

import io.landfall.api.function.Collector;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.StateAccess;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.WindowContext;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** Emits what a window came to, or lets the user's function do it. Task thread only. */
final class SliceResults implements WindowContext<TimeWindow>, Collector<Object> {

  private final ProcessWindowFunction<Object, Object, Object, TimeWindow> function;
  private final Map<OutputTag<?>, Output> sideOutputs = new HashMap<>();
  private OperatorContext context;
  private Output output;
  private TimeWindow window;
  private long watermarkMs;

  /**
   * @param function null to emit results as they are
   */
  @SuppressWarnings("unchecked")
  SliceResults(ProcessWindowFunction<?, ?, ?, ?> function) {
    this.function = (ProcessWindowFunction<Object, Object, Object, TimeWindow>) function;
  }

  void open(OperatorContext operatorContext) {
    context = operatorContext;
    output = operatorContext.output();
  }

  /** What is emitted from now on is of {@code of}. */
  void begin(TimeWindow of, long nowWatermarkMs) {
    window = of;
    watermarkMs = nowWatermarkMs;
  }

  /** With {@code key} as the current one. */
  void emit(Object key, Object result) throws Exception {
    if (function == null) {
      output.emit(result, window.maxTimestampMs());
    } else {
      function.process(key, this, Collections.singletonList(result), this);
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
  public TimeWindow window() {
    return window;
  }

  @Override
  public long processingTimeMs() {
    return context.processingTimeMs();
  }

  @Override
  public long watermarkMs() {
    return watermarkMs;
  }

  @Override
  public StateAccess windowState() {
    context.setCurrentNamespace(window);
    return context.namespacedStates();
  }

  @Override
  public StateAccess globalState() {
    return context;
  }
}
