package io.landfall.api.function;

/**
 * How values are spread: latencies, sizes. Whole numbers from 0 on; quantiles are off by at most a
 * sixteenth. Only its subtask's thread updates; any thread may look at it.
 */
public interface Histogram {

  /** Below 0 counts as 0. */
  void update(long value);

  long count();

  /**
   * @param quantile from 0 to 1
   * @return a value that so many are not above; 0 if there are none
   */
  long valueAt(double quantile);

  long max();
}
