package io.landfall.api.window;

import io.landfall.api.function.RuntimeContext;
import java.util.Objects;
import java.util.Optional;

/** Fires when another trigger does, and forgets the content then. As Flink's class of this name. */
public final class PurgingTrigger<T, W extends Window> implements Trigger<T, W> {

  private static final long serialVersionUID = 1L;

  private final Trigger<T, W> inner;

  private PurgingTrigger(Trigger<T, W> inner) {
    this.inner = Objects.requireNonNull(inner, "inner");
  }

  public static <T, W extends Window> PurgingTrigger<T, W> of(Trigger<T, W> inner) {
    return new PurgingTrigger<>(inner);
  }

  public Trigger<T, W> inner() {
    return inner;
  }

  @Override
  public void open(RuntimeContext context) throws Exception {
    inner.open(context);
  }

  @Override
  public void close() throws Exception {
    inner.close();
  }

  @Override
  public TriggerResult onElement(T value, long timestampMs, W window, Trigger.Context context)
      throws Exception {
    return purging(inner.onElement(value, timestampMs, window, context));
  }

  @Override
  public TriggerResult onEventTime(long timerMs, W window, Trigger.Context context)
      throws Exception {
    return purging(inner.onEventTime(timerMs, window, context));
  }

  @Override
  public TriggerResult onProcessingTime(long timerMs, W window, Trigger.Context context)
      throws Exception {
    return purging(inner.onProcessingTime(timerMs, window, context));
  }

  private static TriggerResult purging(TriggerResult result) {
    return result.fires() ? TriggerResult.FIRE_AND_PURGE : result;
  }

  @Override
  public boolean canMerge() {
    return inner.canMerge();
  }

  @Override
  public void onMerge(W window, MergeContext context) throws Exception {
    inner.onMerge(window, context);
  }

  @Override
  public void clear(W window, Trigger.Context context) throws Exception {
    inner.clear(window, context);
  }

  @Override
  public Optional<String> mistake() {
    return inner.mistake();
  }
}
