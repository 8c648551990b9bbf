package io.landfall.it.benchmarks.runner;

import java.util.List;

/**
 * How a run went.
 *
 * @param figures null if it failed
 * @param failure null if it did not: one sentence
 * @param lastLines of what it said on standard error, if it failed
 */
record Outcome(Run run, Figures figures, String failure, List<String> lastLines, long tookMs) {

  static Outcome measured(Run run, Figures figures, long tookMs) {
    return new Outcome(run, figures, null, List.of(), tookMs);
  }

  static Outcome failed(Run run, String failure, List<String> lastLines, long tookMs) {
    return new Outcome(run, null, failure, lastLines, tookMs);
  }

  boolean isFailed() {
    return failure != null;
  }
}
