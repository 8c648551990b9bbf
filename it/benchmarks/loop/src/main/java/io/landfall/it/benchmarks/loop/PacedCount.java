package io.landfall.it.benchmarks.loop;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Pacer;
import io.landfall.it.benchmarks.workload.RunSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Makes its share of the events at a fixed rate, counts its share of the keys. */
final class PacedCount extends MeshThread {

  private final Pacer[] pacers;
  private final int parallelism;
  private final Map<Long, long[]> counts = new HashMap<>();

  PacedCount(RunSpec spec, int thread, Rings rings) {
    super(spec, thread, rings);
    parallelism = spec.parallelism();
    pacers = new Pacer[parallelism];
    for (int subtask = 0; subtask < parallelism; subtask++) {
      pacers[subtask] = new Pacer(spec, subtask);
    }
  }

  @Override
  boolean isDue(long index) {
    return pacers[subtaskOf(index)].isDue(index / parallelism);
  }

  @Override
  void input(long index) {
    Event event = Events.timed(index, pacers[subtaskOf(index)].dueNs(index / parallelism));
    put(0, (int) (event.key % threads), event);
  }

  private int subtaskOf(long index) {
    return (int) (index % parallelism);
  }

  @Override
  void onRecord(int stage, int from, Object record) {
    Event event = (Event) record;
    counts.computeIfAbsent(event.key, key -> new long[1])[0]++;
    sink.addTimed(event.value, event.time);
  }

  /** As a source rests that has nothing due; what comes from the other thread waits as long. */
  @Override
  int rest(int idle) {
    LockSupport.parkNanos(this, Pacer.REST_NS);
    return idle + 1;
  }
}
