package io.landfall.api.window;

/** Fires when the clock has passed the end of the window. As Flink's class of this name. */
public final class ProcessingTimeTrigger implements Trigger<Object, Window> {

  private static final long serialVersionUID = 1L;

  private ProcessingTimeTrigger() {}

  public static ProcessingTimeTrigger create() {
    return new ProcessingTimeTrigger();
  }

  @Override
  public TriggerResult onElement(
      Object value, long timestampMs, Window window, Trigger.Context context) {
    context.registerProcessingTimer(window.maxTimestampMs());
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long timerMs, Window window, Trigger.Context context) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long timerMs, Window window, Trigger.Context context) {
    return timerMs == window.maxTimestampMs() ? TriggerResult.FIRE : TriggerResult.CONTINUE;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(Window window, MergeContext context) {
    if (window.maxTimestampMs() >= context.processingTimeMs()) {
      context.registerProcessingTimer(window.maxTimestampMs());
    }
  }

  @Override
  public void clear(Window window, Trigger.Context context) {
    context.deleteProcessingTimer(window.maxTimestampMs());
  }
}
