package io.landfall.it.benchmarks.workload;

import java.util.HashMap;
import java.util.Map;

/** What a naive loop computes, to hold the systems against. */
public final class Expected {

  private record Window(long key, long startMs) {}

  private Expected() {}

  /**
   * How a {@link Report} says checksum and number of results of the work's first {@code records}.
   *
   * @throws IllegalArgumentException for a work whose results are not computed here
   */
  public static String results(Work work, int records) {
    return switch (work) {
      case W1 -> words(records);
      case W2 -> windows(records);
      case W3 -> timed(records);
      case W4 -> shuffles(records);
      default -> throw new IllegalArgumentException("no results are computed for " + work);
    };
  }

  private static String words(int records) {
    Map<String, Long> counts = new HashMap<>();
    long checksum = 0;
    for (int i = 0; i < records / Words.PER_SENTENCE; i++) {
      for (String word : Words.sentence(i).split(" ")) {
        checksum += Mix.of(word.hashCode(), counts.merge(word, 1L, Long::sum));
      }
    }
    return Report.results(records, checksum);
  }

  private static String windows(int records) {
    Map<Window, WindowSum> sums = new HashMap<>();
    for (int i = 0; i < records; i++) {
      Event event = Events.windowed(i);
      Window window = new Window(event.key, event.time / 1_000 * 1_000);
      WindowSum sum = sums.computeIfAbsent(window, w -> new WindowSum(w.key, w.startMs, 0, 0));
      sum.sum += event.value;
      sum.count++;
    }
    return Report.results(sums.size(), sums.values().stream().mapToLong(WindowSum::part).sum());
  }

  private static String timed(int records) {
    long checksum = 0;
    for (int i = 0; i < records; i++) {
      checksum += Events.timed(i, 0).value;
    }
    return Report.results(records, checksum);
  }

  private static String shuffles(int records) {
    long checksum = 0;
    for (int i = 0; i < records; i++) {
      Event event = Events.next(Events.next(Events.shared(i)));
      checksum += Mix.of(event.key, event.value);
    }
    return Report.results(records, checksum);
  }
}
