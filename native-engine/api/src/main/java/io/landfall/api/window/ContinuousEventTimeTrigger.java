package io.landfall.api.window;

import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.ReducingState;
import java.time.Duration;
import java.util.Optional;

/**
 * Fires at every multiple of an interval of event time (counted from 1970) while the window has had
 * records, and at its end; after that for each late record. If the watermark jumps over several
 * multiples it fires once for all of them: nothing has come between, and there may be billions. As
 * Flink's class of this name otherwise.
 */
public final class ContinuousEventTimeTrigger implements Trigger<Object, Window> {

  private static final long serialVersionUID = 1L;

  private final long intervalMs;

  /** When it fires next. Of several windows that merge, the earliest. */
  private transient ReducingState<Long> next;

  private ContinuousEventTimeTrigger(long intervalMs) {
    this.intervalMs = intervalMs;
  }

  /**
   * @param interval above 0; in whole ms
   */
  public static ContinuousEventTimeTrigger of(Duration interval) {
    return new ContinuousEventTimeTrigger(Cuts.millis(interval));
  }

  public long intervalMs() {
    return intervalMs;
  }

  @Override
  public void open(RuntimeContext context) {
    next = context.reducingState(StateNames.NEXT_EVENT, Math::min);
  }

  @Override
  public TriggerResult onElement(
      Object value, long timestampMs, Window window, Trigger.Context context) throws Exception {
    if (window.maxTimestampMs() <= context.watermarkMs()) {
      return TriggerResult.FIRE;
    }
    context.registerEventTimer(window.maxTimestampMs());
    if (next.get() == null) {
      registerAfter(timestampMs, window, context);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long timerMs, Window window, Trigger.Context context)
      throws Exception {
    if (timerMs == window.maxTimestampMs()) {
      return TriggerResult.FIRE;
    }
    Long due = next.get();
    if (due == null || due != timerMs) {
      return TriggerResult.CONTINUE;
    }
    next.clear();
    registerAfter(Math.max(timerMs, context.watermarkMs()), window, context);
    return TriggerResult.FIRE;
  }

  /** Not beyond the end of the window, where it fires anyway. */
  private void registerAfter(long timeMs, Window window, Trigger.Context context) throws Exception {
    long multipleMs = Cuts.around(timeMs, Cuts.since(timeMs, intervalMs, 0), intervalMs).endMs();
    long dueMs = Math.min(multipleMs, window.maxTimestampMs());
    next.add(dueMs);
    context.registerEventTimer(dueMs);
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
  public void onMerge(Window window, MergeContext context) throws Exception {
    context.mergeState(next);
    Long due = next.get();
    if (due != null) {
      context.registerEventTimer(due);
    }
    if (window.maxTimestampMs() > context.watermarkMs()) {
      context.registerEventTimer(window.maxTimestampMs());
    }
  }

  @Override
  public void clear(Window window, Trigger.Context context) throws Exception {
    context.deleteEventTimer(window.maxTimestampMs());
    Long due = next.get();
    if (due != null) {
      context.deleteEventTimer(due);
      next.clear();
    }
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositive("continuous event-time trigger", "interval", intervalMs);
  }
}
