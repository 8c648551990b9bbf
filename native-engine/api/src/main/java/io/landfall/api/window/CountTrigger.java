package io.landfall.api.window;

import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.ReducingState;
import java.util.Optional;

/**
 * Fires with every so many records, counted from the last firing. It does not look at the time: a
 * rest at the end of a window is not fired. As Flink's class of this name.
 */
public final class CountTrigger implements Trigger<Object, Window> {

  private static final long serialVersionUID = 1L;

  private final long everyRecords;
  private transient ReducingState<Long> count;

  private CountTrigger(long everyRecords) {
    this.everyRecords = everyRecords;
  }

  /**
   * @param everyRecords 1 or more
   */
  public static CountTrigger of(long everyRecords) {
    return new CountTrigger(everyRecords);
  }

  public long everyRecords() {
    return everyRecords;
  }

  @Override
  public void open(RuntimeContext context) {
    count = context.reducingState(StateNames.COUNT, Long::sum);
  }

  @Override
  public TriggerResult onElement(
      Object value, long timestampMs, Window window, Trigger.Context context) throws Exception {
    count.add(1L);
    // A merged window may have more already.
    if (count.get() >= everyRecords) {
      count.clear();
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
  public boolean canMerge() {
    return true;
  }

  @Override
  public void onMerge(Window window, MergeContext context) throws Exception {
    context.mergeState(count);
  }

  @Override
  public void clear(Window window, Trigger.Context context) {
    count.clear();
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositiveCount("count trigger", "number of records", everyRecords);
  }
}
