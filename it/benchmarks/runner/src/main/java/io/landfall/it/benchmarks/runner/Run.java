package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One process that is to run.
 *
 * @param setting one of {@link Course#settings}
 * @param round from 1; 0 for the run whose results only are of interest
 * @param arguments for its main; without what is known only when it starts
 */
record Run(Entry entry, String setting, int round, List<String> arguments) {

  Work work() {
    return entry.work();
  }

  Variant variant() {
    return entry.variant();
  }

  boolean isMeasured() {
    return round > 0;
  }

  /** Runs with an equal one must have equal results. */
  String input() {
    return arguments.stream()
        .filter(argument -> argument.matches("(records|keys|hotKeys)=.*"))
        .collect(Collectors.joining(" "));
  }

  /** For people: without the round. */
  String title() {
    return work() + " " + variant().name() + (setting.isEmpty() ? "" : " " + setting);
  }
}
