package io.landfall.api.window;

/** Never fires: the default of {@link GlobalWindows}. */
public final class NeverTrigger implements Trigger<Object, Window> {

  private static final long serialVersionUID = 1L;

  private NeverTrigger() {}

  public static NeverTrigger create() {
    return new NeverTrigger();
  }

  @Override
  public TriggerResult onElement(
      Object value, long timestampMs, Window window, Trigger.Context context) {
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
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(Window window, MergeContext context) {}

  @Override
  public void clear(Window window, Trigger.Context context) {}
}
