package io.landfall.it.benchmarks.landfall;

import io.landfall.api.function.InvertibleAggregateFunction;
import io.landfall.it.benchmarks.workload.Event;

/** Adds up events, in an accumulator that is changed in place. */
final class SumAndCount implements InvertibleAggregateFunction<Event, Sums, Sums> {

  private static final long serialVersionUID = 1L;

  @Override
  public Sums createAccumulator() {
    return new Sums();
  }

  @Override
  public Sums add(Event event, Sums sums) {
    sums.sum += event.value;
    sums.count++;
    return sums;
  }

  @Override
  public Sums merge(Sums left, Sums right) {
    left.sum += right.sum;
    left.count += right.count;
    return left;
  }

  @Override
  public Sums retract(Sums whole, Sums part) {
    whole.sum -= part.sum;
    whole.count -= part.count;
    return whole;
  }

  @Override
  public Sums result(Sums sums) {
    return sums;
  }
}
