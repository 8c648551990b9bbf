package io.landfall.api.window;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/**
 * Keeps the records whose timestamp is less than so far behind the largest one in the window.
 * Records without a timestamp stay. As Flink's class of this name.
 */
public record TimeEvictor(long keepMs, boolean after) implements Evictor<Object, Window> {

  /**
   * Evicts before the function.
   *
   * @param keep above 0; in whole ms
   */
  public static TimeEvictor of(Duration keep) {
    return new TimeEvictor(Cuts.millis(keep), false);
  }

  /** The same, but after the function. */
  public TimeEvictor afterFunction() {
    return new TimeEvictor(keepMs, true);
  }

  @Override
  public void evictBefore(
      Iterable<TimestampedValue<Object>> records, int size, Window window, Context context) {
    if (!after) {
      evict(records);
    }
  }

  @Override
  public void evictAfter(
      Iterable<TimestampedValue<Object>> records, int size, Window window, Context context) {
    if (after) {
      evict(records);
    }
  }

  private void evict(Iterable<TimestampedValue<Object>> records) {
    long latestMs = Long.MIN_VALUE;
    for (TimestampedValue<Object> each : records) {
      latestMs = Math.max(latestMs, each.timestampMs());
    }
    long cutMs = Cuts.before(latestMs, keepMs);
    for (Iterator<TimestampedValue<Object>> each = records.iterator(); each.hasNext(); ) {
      TimestampedValue<Object> record = each.next();
      if (record.hasTimestamp() && record.timestampMs() <= cutMs) {
        each.remove();
      }
    }
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositive("time evictor", "time", keepMs);
  }
}
