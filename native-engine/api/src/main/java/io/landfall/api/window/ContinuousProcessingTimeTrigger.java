package io.landfall.api.window;

import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.ReducingState;
import java.time.Duration;
import java.util.Optional;

/**
 * Fires at every multiple of an interval of the wall clock (counted from 1970), from the window's
 * first record on, and at the end of a window of processing time. In windows of event time it gives
 * early results only: their end is not its to see. As Flink's class of this name.
 */
public final class ContinuousProcessingTimeTrigger implements Trigger<Object, Window> {

  private static final long serialVersionUID = 1L;

  private final long intervalMs;

  /** When it fires next. Of several windows that merge, the earliest. */
  private transient ReducingState<Long> next;

  private ContinuousProcessingTimeTrigger(long intervalMs) {
    this.intervalMs = intervalMs;
  }

  /**
   * @param interval above 0; in whole ms
   */
  public static ContinuousProcessingTimeTrigger of(Duration interval) {
    return new ContinuousProcessingTimeTrigger(Cuts.millis(interval));
  }

  public long intervalMs() {
    return intervalMs;
  }

  @Override
  public void open(RuntimeContext context) {
    next = context.reducingState(StateNames.NEXT_PROCESSING, Math::min);
  }

  @Override
  public TriggerResult onElement(
      Object value, long timestampMs, Window window, Trigger.Context context) throws Exception {
    if (next.get() == null) {
      registerAfter(context.processingTimeMs(), context);
    }
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long timerMs, Window window, Trigger.Context context) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long timerMs, Window window, Trigger.Context context)
      throws Exception {
    if (timerMs == window.maxTimestampMs()) {
      return TriggerResult.FIRE;
    }
    Long due = next.get();
    if (due == null || due != timerMs) {
      return TriggerResult.CONTINUE;
    }
    next.clear();
    // From the clock, not from the timer: after a pause it fires once for all that was missed.
    registerAfter(Math.max(timerMs, context.processingTimeMs() - 1), context);
    return TriggerResult.FIRE;
  }

  private void registerAfter(long nowMs, Trigger.Context context) throws Exception {
    long dueMs = Cuts.around(nowMs, Cuts.since(nowMs, intervalMs, 0), intervalMs).endMs();
    next.add(dueMs);
    context.registerProcessingTimer(dueMs);
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
      context.registerProcessingTimer(due);
    }
  }

  @Override
  public void clear(Window window, Trigger.Context context) throws Exception {
    Long due = next.get();
    if (due != null) {
      context.deleteProcessingTimer(due);
      next.clear();
    }
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositive("continuous processing-time trigger", "interval", intervalMs);
  }
}
