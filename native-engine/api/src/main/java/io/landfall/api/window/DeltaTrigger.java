package io.landfall.api.window;

import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.ValueState;
import java.util.Objects;
import java.util.Optional;

/**
 * Fires with a record that is further than a threshold from the one that fired last (at first: from
 * the first one). Cannot be used with windows that merge. As Flink's class of this name.
 */
public final class DeltaTrigger<T> implements Trigger<T, Window> {

  private static final long serialVersionUID = 1L;

  private final double threshold;
  private final DeltaFunction<T> function;
  private transient ValueState<Object> last;

  private DeltaTrigger(double threshold, DeltaFunction<T> function) {
    this.threshold = threshold;
    this.function = Objects.requireNonNull(function, "function");
  }

  /**
   * @param threshold fires above it, not at it; not NaN
   */
  public static <T> DeltaTrigger<T> of(double threshold, DeltaFunction<T> function) {
    return new DeltaTrigger<>(threshold, function);
  }

  @Override
  public void open(RuntimeContext context) {
    last = context.valueState(StateNames.LAST);
  }

  @Override
  @SuppressWarnings("unchecked")
  public TriggerResult onElement(T value, long timestampMs, Window window, Trigger.Context context)
      throws Exception {
    T before = (T) last.value();
    if (before == null) {
      last.update(value);
      return TriggerResult.CONTINUE;
    }
    if (function.delta(before, value) > threshold) {
      last.update(value);
      return TriggerResult.FIRE;
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long timerMs, Window window, Trigger.Context context) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long timerMs, Window window, Trigger.Context context) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public void clear(Window window, Trigger.Context context) {
    last.clear();
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.when(
        Double.isNaN(threshold), "delta trigger: the threshold is not a number; give one");
  }
}
