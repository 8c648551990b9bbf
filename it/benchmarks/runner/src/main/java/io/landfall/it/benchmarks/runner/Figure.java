package io.landfall.it.benchmarks.runner;

/** What a run measures, by its name in the line that a process prints. */
enum Figure {
  RATE("perSecond", "rate"),
  CPU("cpuNs", "CPU"),
  CORES("cores", "cores"),
  ALLOCATED("allocatedBytes", "allocated"),
  P50("p50Ms", "p50"),
  P99("p99Ms", "p99"),
  P999("p999Ms", "p99.9"),
  MAX("maxMs", "max"),
  GAP("longestGapMs", "longest gap"),
  RECOVERY("recoveryMs", "recovery"),
  START("startMs", "start-up");

  private final String key;
  private final String title;

  Figure(String key, String title) {
    this.key = key;
    this.title = title;
  }

  String key() {
    return key;
  }

  String title() {
    return title;
  }

  /** True if the better system has more of it. */
  boolean isBetterHigh() {
    return this == RATE;
  }

  String format(double value) {
    return switch (this) {
      case RATE -> Units.rate(value);
      case CPU -> Units.ns(value);
      case CORES -> Units.cores(value);
      case ALLOCATED -> Units.bytes(value);
      default -> Units.ms(value);
    };
  }
}
