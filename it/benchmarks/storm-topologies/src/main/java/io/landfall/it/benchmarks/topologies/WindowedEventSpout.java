package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.RunSpec;

/** Emits events with event times, and at the end some that end all windows before. */
final class WindowedEventSpout extends EventSpout {

  private static final long serialVersionUID = 1L;

  /** Of each spout task; so many that each bolt task gets some. */
  private static final int FLUSHES_PER_TASK = 100;

  WindowedEventSpout(RunSpec spec) {
    super(spec);
  }

  @Override
  protected long count() {
    return super.count() + (long) FLUSHES_PER_TASK * spec.parallelism();
  }

  @Override
  protected Event event(long n) {
    long inputs = spec.inputsOf(task);
    return n < inputs
        ? Events.windowed(spec.indexOf(task, n))
        : Events.flush(spec.records(), (int) (n - inputs));
  }
}
