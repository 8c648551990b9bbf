package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.List;

/** How each work is run, the same for every system. Pure. */
final class Course {

  /** Divisible by ten words a sentence, and by the sources of all variants: up to fifty. */
  private static final long STEP = 1_000;

  private static final long OFFERED_PER_SECOND = 100_000;
  private static final long OFFERED_WITH_FAILURE_PER_SECOND = 200_000;
  private static final long KEYS_OF_ONE_GB = 10_000_000;
  private static final long KEYS_OF_100_MB = 1_000_000;
  private static final long HOT_KEYS = 10_000;

  /** Of offered load, from when all keys were there to the failure: several checkpoints. */
  private static final long SECONDS_TO_FAILURE = 5;

  static final String WITHOUT_CHECKPOINTS = "checkpoint=0";
  static final String WITH_CHECKPOINTS = "checkpoint=100";

  /** The first Java whose G1 has no such setting any more. */
  static final int JAVA_WITHOUT_HOT_CARDS = 21;

  /** As {@code landfall} sets it: places in old objects that change often are looked at seldom. */
  static final String HOT_CARDS = "-XX:G1ConcRSLogCacheSize=18";

  /** As {@code landfall} sets it: a collection takes few old regions at a time. */
  static final List<String> SHORT_PAUSES =
      List.of("-XX:MaxGCPauseMillis=20", "-XX:G1MixedGCCountTarget=128");

  private Course() {}

  /**
   * For each process of the work, so that no system has more to spend than another. Memory is
   * touched beforehand: a page that is new costs so much on some machines that nothing else would
   * be measured; where the start itself is measured it is left out.
   *
   * @param java its feature version
   */
  static List<String> javaOptions(Work work, int java) {
    String size = work == Work.W7 ? "8g" : "2g";
    List<String> options = new ArrayList<>(List.of("-Xms" + size, "-Xmx" + size));
    options.addAll(SHORT_PAUSES);
    if (work != Work.W9) {
      options.add("-XX:+AlwaysPreTouch");
    }
    if (java < JAVA_WITHOUT_HOT_CARDS) {
      options.add(HOT_CARDS);
    }
    return options;
  }

  static boolean needsKafka(Work work) {
    return work == Work.W5;
  }

  /**
   * What a system runs the work with in turn, one after the other; mostly one that says nothing.
   */
  static List<String> settings(Work work) {
    return work == Work.W7 ? List.of(WITHOUT_CHECKPOINTS, WITH_CHECKPOINTS) : List.of("");
  }

  /** The work in whose rounds this one is measured, too: a target compares the two. */
  static Work stageOf(Work work) {
    return work == Work.W2S ? Work.W2 : work;
  }

  /** True for a work whose results all systems must agree on. */
  static boolean hasResults(Work work) {
    return work != Work.W8 && work != Work.W9;
  }

  /** Few records, the same for each system, whose results are compared. */
  static List<String> agreement(Work work, long records, double scale) {
    return switch (work) {
      case W2 -> input(1_000_000);
      // Each event is in a hundred windows, which some keep one by one.
      case W2S -> input(50_000);
      case W3 -> paced(2 * OFFERED_PER_SECOND);
      // Whoever comes first fills the topic, which nobody who is measured should have to.
      case W5 -> measured(work, records, scale);
      case W7 -> profiles(100_000, 300_000);
      default -> input(200_000);
    };
  }

  /**
   * @param records of the system for this work, as {@link Entry#records}
   * @param scale of the records; of the number of keys as well, but never more than all
   */
  static List<String> measured(Work work, long records, double scale) {
    long scaled = even(records * scale);
    double filled = Math.min(1, scale);
    return switch (work) {
      case W3 -> paced(scaled);
      case W5 -> halfWarmUp(scaled);
      case W7 -> profiles(even(KEYS_OF_ONE_GB * filled), scaled);
      case W8 -> failing(even(KEYS_OF_100_MB * filled));
      default -> input(scaled);
    };
  }

  private static List<String> input(long records) {
    return List.of("records=" + records);
  }

  private static List<String> paced(long records) {
    List<String> arguments = new ArrayList<>(halfWarmUp(records));
    arguments.add("rate=" + OFFERED_PER_SECOND);
    return List.copyOf(arguments);
  }

  /**
   * Where a dozen threads keep the compiler waiting: what runs most is compiled well only ten
   * seconds after the start.
   */
  private static List<String> halfWarmUp(long records) {
    return List.of("records=" + records, "warmup=" + records / 2);
  }

  /** All keys once, and of what comes then the first quarter is warm-up. */
  private static List<String> profiles(long keys, long records) {
    return List.of(
        "records=" + (keys + records),
        "warmup=" + even(keys + records / 4.0),
        "keys=" + keys,
        "hotKeys=" + Math.min(keys, HOT_KEYS));
  }

  private static List<String> failing(long keys) {
    long failAt = keys + SECONDS_TO_FAILURE * OFFERED_WITH_FAILURE_PER_SECOND;
    // Enough for whoever needs minutes to recover; the run is over at the first result.
    long records = failAt + 60 * OFFERED_WITH_FAILURE_PER_SECOND;
    return List.of(
        "records=" + records,
        "rate=" + OFFERED_WITH_FAILURE_PER_SECOND,
        "keys=" + keys,
        "failAt=" + failAt);
  }

  /** So many that they can be dealt out evenly. */
  private static long even(double records) {
    return Math.max(STEP, (long) (records / STEP) * STEP);
  }
}
