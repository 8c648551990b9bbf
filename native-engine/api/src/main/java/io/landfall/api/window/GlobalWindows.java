package io.landfall.api.window;

import java.util.List;

/**
 * All records of a key in one window that never ends. Only useful with a trigger: by itself it
 * never fires, or ({@link #firingAtEndOfInput}) once, when a bounded input has ended.
 */
public record GlobalWindows(boolean firesAtEndOfInput)
    implements WindowAssigner<Object, GlobalWindow> {

  private static final List<GlobalWindow> THE_ONE = List.of(GlobalWindow.INSTANCE);

  /** Never fires by itself, not at the end of the input either. */
  public static GlobalWindows create() {
    return new GlobalWindows(false);
  }

  /** Fires once, at the end of a bounded input. */
  public static GlobalWindows firingAtEndOfInput() {
    return new GlobalWindows(true);
  }

  @Override
  public List<GlobalWindow> assign(Object value, long timestampMs, Context context) {
    return THE_ONE;
  }

  @Override
  public boolean isEventTime() {
    return false;
  }

  @Override
  public Trigger<Object, Window> defaultTrigger() {
    return firesAtEndOfInput ? EventTimeTrigger.create() : NeverTrigger.create();
  }
}
