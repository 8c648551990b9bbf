package io.landfall.api.window;

import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps the records that are closer than a threshold to the one that came last. As Flink's class of
 * this name.
 */
public record DeltaEvictor<T>(double threshold, DeltaFunction<T> function, boolean after)
    implements Evictor<T, Window> {

  public DeltaEvictor {
    Objects.requireNonNull(function, "function");
  }

  /**
   * Evicts before the function.
   *
   * @param threshold what is as far away or further is taken out; above 0, or all would be
   * @param function gets a record and the last one
   */
  public static <T> DeltaEvictor<T> of(double threshold, DeltaFunction<T> function) {
    return new DeltaEvictor<>(threshold, function, false);
  }

  /** The same, but after the function. */
  public DeltaEvictor<T> afterFunction() {
    return new DeltaEvictor<>(threshold, function, true);
  }

  @Override
  public void evictBefore(
      Iterable<TimestampedValue<T>> records, int size, Window window, Context context)
      throws Exception {
    if (!after) {
      evict(records);
    }
  }

  @Override
  public void evictAfter(
      Iterable<TimestampedValue<T>> records, int size, Window window, Context context)
      throws Exception {
    if (after) {
      evict(records);
    }
  }

  private void evict(Iterable<TimestampedValue<T>> records) throws Exception {
    T last = null;
    for (TimestampedValue<T> each : records) {
      last = each.value();
    }
    for (Iterator<TimestampedValue<T>> each = records.iterator(); each.hasNext(); ) {
      if (function.delta(each.next().value(), last) >= threshold) {
        each.remove();
      }
    }
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.when(
        !(threshold > 0),
        "delta evictor: threshold " + threshold + " is not positive, so that nothing would stay");
  }
}
