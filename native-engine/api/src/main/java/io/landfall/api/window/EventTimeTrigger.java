package io.landfall.api.window;

/**
 * Fires when the watermark has passed the end of the window, and after that for each record that
 * comes within the allowed lateness. As Flink's class of this name.
 */
public final class EventTimeTrigger implements Trigger<Object, Window> {

  private static final long serialVersionUID = 1L;

  private EventTimeTrigger() {}

  public static EventTimeTrigger create() {
    return new EventTimeTrigger();
  }

  @Override
  public TriggerResult onElement(
      Object value, long timestampMs, Window window, Trigger.Context context) {
    if (window.maxTimestampMs() <= context.watermarkMs()) {
      return TriggerResult.FIRE;
    }
    context.registerEventTimer(window.maxTimestampMs());
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long timerMs, Window window, Trigger.Context context) {
    return timerMs == window.maxTimestampMs() ? TriggerResult.FIRE : TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long timerMs, Window window, Trigger.Context context) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public boolean canMerge() {
    return true;
  }

  /** A merged window whose end has passed fires with the record that merged it. */
  @Override
  public void onMerge(Window window, MergeContext context) {
    if (window.maxTimestampMs() > context.watermarkMs()) {
      context.registerEventTimer(window.maxTimestampMs());
    }
  }

  @Override
  public void clear(Window window, Trigger.Context context) {
    context.deleteEventTimer(window.maxTimestampMs());
  }
}
