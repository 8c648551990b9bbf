package io.landfall.it.benchmarks.loop;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Pacer;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Counts events by key at a fixed rate; one thread does all. */
final class PacedCount implements Runnable {

  private final RunSpec spec;

  PacedCount(RunSpec spec) {
    this.spec = spec;
  }

  @Override
  public void run() {
    SinkMeter sink = Stopwatch.newSink();
    Pacer[] pacers = new Pacer[spec.parallelism()];
    for (int subtask = 0; subtask < pacers.length; subtask++) {
      pacers[subtask] = new Pacer(spec, subtask);
    }
    Map<Long, long[]> counts = new HashMap<>();
    long perSubtask = spec.inputsOf(0);
    for (long n = 0; n < perSubtask; n++) {
      for (int subtask = 0; subtask < pacers.length; subtask++) {
        while (!pacers[subtask].isDue(n)) {
          LockSupport.parkNanos(Pacer.REST_NS);
        }
        Event event = Events.timed(spec.indexOf(subtask, n), pacers[subtask].dueNs(n));
        counts.computeIfAbsent(event.key, key -> new long[1])[0]++;
        sink.addTimed(event.value, event.time);
      }
    }
  }
}
