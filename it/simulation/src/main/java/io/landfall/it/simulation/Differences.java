package io.landfall.it.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says in a line where two tallies differ. */
public final class Differences {

  private static final int SHOWN = 8;

  /** When a value is there often enough, and not too often. */
  @FunctionalInterface
  public interface Rule {
    boolean holds(int expected, int found);
  }

  private Differences() {}

  /**
   * @param what the values are called, such as {@code items}
   * @return null if the rule holds for all
   */
  public static String of(
      String what, Map<Long, Integer> expected, Map<Long, Integer> found, Rule rule) {
    TreeMap<Long, Integer> all = new TreeMap<>(expected);
    found.forEach(all::putIfAbsent);
    List<String> differences = new ArrayList<>();
    for (long value : all.keySet()) {
      int want = expected.getOrDefault(value, 0);
      int got = found.getOrDefault(value, 0);
      if (!rule.holds(want, got)) {
        differences.add(value + " " + got + " times, not " + want);
      }
    }
    if (differences.isEmpty()) {
      return null;
    }
    int more = differences.size() - SHOWN;
    return differences.size()
        + " of "
        + all.size()
        + " "
        + what
        + " differ: "
        + String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size())))
        + (more > 0 ? "; and " + more + " more" : "");
  }
}
