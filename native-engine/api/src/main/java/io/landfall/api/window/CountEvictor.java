package io.landfall.api.window;

import java.util.Iterator;
import java.util.Optional;

/** Keeps the records that came last, so many. As Flink's class of this name. */
public record CountEvictor(long maxRecords, boolean after) implements Evictor<Object, Window> {

  /**
   * Evicts before the function.
   *
   * @param maxRecords 1 or more
   */
  public static CountEvictor of(long maxRecords) {
    return new CountEvictor(maxRecords, false);
  }

  /** The same, but after the function. */
  public CountEvictor afterFunction() {
    return new CountEvictor(maxRecords, true);
  }

  @Override
  public void evictBefore(
      Iterable<TimestampedValue<Object>> records, int size, Window window, Context context) {
    if (!after) {
      evict(records, size);
    }
  }

  @Override
  public void evictAfter(
      Iterable<TimestampedValue<Object>> records, int size, Window window, Context context) {
    if (after) {
      evict(records, size);
    }
  }

  private void evict(Iterable<TimestampedValue<Object>> records, int size) {
    Iterator<TimestampedValue<Object>> oldest = records.iterator();
    for (long tooMany = size - maxRecords; tooMany > 0; tooMany--) {
      oldest.next();
      oldest.remove();
    }
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositiveCount("count evictor", "number of records", maxRecords);
  }
}
