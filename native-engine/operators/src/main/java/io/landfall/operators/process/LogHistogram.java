package io.landfall.operators.process;

import io.landfall.api.function.Histogram;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts by size: 16 steps for each doubling, as in HdrHistogram, in 8 KB. One thread updates
 * without a lock; others see counts that are nearly as they are.
 */
final class LogHistogram implements Histogram {

  private static final int STEP_BITS = 4;
  private static final int STEPS = 1 << STEP_BITS;

  private final AtomicLongArray counts = new AtomicLongArray((64 - STEP_BITS) * STEPS);
  private volatile long max;

  @Override
  public void update(long value) {
    long counted = Math.max(0, value);
    int index = indexOf(counted);
    counts.lazySet(index, counts.get(index) + 1);
    if (counted > max) {
      max = counted;
    }
  }

  /** Small values as they are; of others the leading bits. */
  private static int indexOf(long value) {
    if (value < STEPS) {
      return (int) value;
    }
    int shift = 64 - Long.numberOfLeadingZeros(value) - STEP_BITS - 1;
    return (shift << STEP_BITS) + (int) (value >>> shift);
  }

  /** The largest value with that index. */
  private static long largestOf(int index) {
    if (index < 2 * STEPS) {
      return index;
    }
    int shift = (index >>> STEP_BITS) - 1;
    long leading = index - ((long) shift << STEP_BITS);
    return (leading + 1 << shift) - 1;
  }

  @Override
  public long count() {
    long all = 0;
    for (int i = 0; i < counts.length(); i++) {
      all += counts.get(i);
    }
    return all;
  }

  @Override
  public long valueAt(double quantile) {
    if (!(quantile >= 0 && quantile <= 1)) {
      throw new IllegalArgumentException("quantile " + quantile + " is not between 0 and 1");
    }
    long wanted = Math.max(1, (long) Math.ceil(count() * quantile));
    long seen = 0;
    for (int i = 0; i < counts.length(); i++) {
      seen += counts.get(i);
      if (seen >= wanted) {
        return Math.min(largestOf(i), max);
      }
    }
    return max;
  }

  @Override
  public long max() {
    return max;
  }
}
