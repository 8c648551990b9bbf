package io.landfall.it.simulation.storm;

import io.landfall.it.simulation.storm.Surroundings.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.tuple.Tuple;

/** Watches a bolt: tuples in order, ticks in time, nothing counted too often. */
final class BoltWatch extends Instance {

  static final int TICK_SECONDS = 1;

  private static final long TICK_MS = 1_000L * TICK_SECONDS;

  /** By sender: the number of its last emit that came. */
  private final Map<Integer, Long> lastNumbers = new HashMap<>();

  private final long preparedMs;
  private long lastTickMs;

  /** The bolt's own field: it changes as the bolt counts, and when a checkpoint is put back. */
  private Map<Long, Integer> counts = Map.of();

  BoltWatch(Surroundings surroundings, Place place, int number) {
    super(surroundings, place, number);
    preparedMs = surroundings.world().elapsedMs();
    lastTickMs = preparedMs;
  }

  void countsIn(Map<Long, Integer> field) {
    counts = field;
  }

  Map<Long, Integer> counts() {
    return counts;
  }

  void ticked() {
    called("tick");
    long nowMs = surroundings().world().elapsedMs();
    if (nowMs - lastTickMs < TICK_MS) {
      violation("tick " + (nowMs - lastTickMs) + " ms behind the one before");
    }
    lastTickMs = nowMs;
  }

  /** Before it is executed. */
  void executing(Tuple tuple) {
    called("execute");
    int sender = tuple.getIntegerByField(Items.SENDER);
    long number = tuple.getLongByField(Items.NUMBER);
    surroundings().world().trace(() -> this + " executes " + tuple.getValues());
    // What a checkpoint gave back was sent by objects that are gone.
    if (surroundings().isCurrent(sender)) {
      Long last = lastNumbers.put(sender, number);
      if (last != null && last >= number) {
        violation("emit " + number + " of #" + sender + " came behind emit " + last);
      }
    }
  }

  void count(List<Long> items) {
    for (long item : items) {
      if (surroundings().spec().exactlyOnce()) {
        counts.merge(item, 1, Integer::sum);
        checkNotTooMany(item);
      } else {
        counts.merge(item, 1, Integer::sum);
        surroundings().countedOutside(place().component(), item);
      }
    }
    surroundings().world().touched();
  }

  private void checkNotTooMany(long item) {
    int component = place().component();
    int most = surroundings().expectation().counts(component).getOrDefault(item, 0);
    if (surroundings().isExact() && surroundings().live(component, item) > most) {
      violation("counted " + item + " too often, expected " + most);
    }
  }
}
