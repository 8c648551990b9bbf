package io.landfall.it.benchmarks.loop;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;

/** Two maps and a sink, each behind a shuffle. */
final class Shuffles extends MeshThread {

  static final int STAGES = 3;

  private final int[] turn = new int[STAGES];

  Shuffles(RunSpec spec, int thread, Rings rings) {
    super(spec, thread, rings);
  }

  @Override
  void input(long index) {
    shuffle(0, Events.shared(index));
  }

  @Override
  void onRecord(int stage, int from, Object record) {
    Event event = (Event) record;
    if (stage == STAGES - 1) {
      sink.add(Mix.of(event.key, event.value));
    } else {
      shuffle(stage + 1, Events.next(event));
    }
  }

  private void shuffle(int stage, Event event) {
    int to = turn[stage];
    turn[stage] = to + 1 == threads ? 0 : to + 1;
    put(stage, to, event);
  }
}
