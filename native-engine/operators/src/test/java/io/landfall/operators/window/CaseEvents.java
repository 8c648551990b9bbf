package io.landfall.operators.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random sequence of events: disordered records, watermarks at some cadence, a clock, restores.
 */
final class CaseEvents {

  static final List<String> KEYS = List.of("k0", "k1", "k2", "k3");

  private static final long[] STARTS = {
    0, -60, 1_400_000_000_000L, Long.MAX_VALUE - 90, Long.MIN_VALUE + 30
  };

  private final Random random;
  private final WindowCase settings;
  private final List<CaseEvent> events = new ArrayList<>();

  private CaseEvents(Random random, WindowCase settings) {
    this.random = random;
    this.settings = settings;
  }

  static List<CaseEvent> random(Random random, WindowCase settings) {
    CaseEvents events = new CaseEvents(random, settings);
    events.generate();
    return events.events;
  }

  private void generate() {
    int records = 1 + random.nextInt(40);
    int keys = 1 + random.nextInt(KEYS.size());
    int disorderMs = random.nextInt(25);
    int boundMs = random.nextInt(25);
    int watermarkEvery = 1 + random.nextInt(8);
    int clockEvery = 1 + random.nextInt(6);
    int restoreAt = random.nextInt(records * 2);
    int restoreAgainAt = random.nextInt(records * 2);
    long clockMs = random.nextInt(1_000);
    long timeMs = STARTS[random.nextInt(STARTS.length)];
    for (int i = 0; i < records; i++) {
      timeMs = plus(timeMs, random.nextInt(6));
      String key = KEYS.get(random.nextInt(keys));
      add(new Item(key, String.valueOf(i), 1 + random.nextInt(9)), timeMs, disorderMs);
      if (random.nextInt(watermarkEvery) == 0) {
        watermark(random.nextInt(4), plus(timeMs, -boundMs));
      }
      if (random.nextInt(clockEvery) == 0) {
        clockMs += random.nextInt(8);
        events.add(new CaseEvent.Clock(clockMs));
      }
      if (i == restoreAt || i == restoreAgainAt) {
        events.add(new CaseEvent.Restore(1 + random.nextInt(4)));
      }
    }
    if (random.nextInt(4) > 0) {
      events.add(new CaseEvent.End());
    }
  }

  private void add(Item item, long timeMs, int disorderMs) {
    boolean none = !settings.isEventTime() && random.nextInt(10) == 0;
    long timestampMs = none ? Long.MIN_VALUE : plus(timeMs, -random.nextInt(disorderMs + 1));
    events.add(new CaseEvent.Add(item, timestampMs));
  }

  private void watermark(int subtask, long watermarkMs) {
    // The largest of all is kept for the end.
    events.add(new CaseEvent.Watermark(subtask, Math.min(watermarkMs, Long.MAX_VALUE - 1)));
  }

  /** The smallest stands for none. */
  private static long plus(long ms, int differenceMs) {
    long sum = ms + differenceMs;
    if (differenceMs > 0 && sum < ms) {
      return Long.MAX_VALUE;
    }
    return differenceMs < 0 && sum > ms ? Long.MIN_VALUE + 1 : Math.max(sum, Long.MIN_VALUE + 1);
  }
}
