package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.WindowSum;
import org.apache.flink.api.common.functions.AggregateFunction;

/** The sum of a window so far; which window it is of is not known here. */
final class Sum implements AggregateFunction<Event, WindowSum, WindowSum> {

  private static final long serialVersionUID = 1L;

  @Override
  public WindowSum createAccumulator() {
    return new WindowSum();
  }

  @Override
  public WindowSum add(Event event, WindowSum sum) {
    sum.sum += event.value;
    sum.count++;
    return sum;
  }

  @Override
  public WindowSum getResult(WindowSum sum) {
    return sum;
  }

  @Override
  public WindowSum merge(WindowSum a, WindowSum b) {
    a.sum += b.sum;
    a.count += b.count;
    return a;
  }
}
