package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.WindowSum;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Says of a sum which key and window it is of. */
final class SumResult implements WindowFunction<WindowSum, WindowSum, Long, TimeWindow> {

  private static final long serialVersionUID = 1L;

  @Override
  public void apply(
      Long key, TimeWindow window, Iterable<WindowSum> sums, Collector<WindowSum> results) {
    WindowSum sum = sums.iterator().next();
    results.collect(new WindowSum(key, window.getStart(), sum.sum, sum.count));
  }
}
