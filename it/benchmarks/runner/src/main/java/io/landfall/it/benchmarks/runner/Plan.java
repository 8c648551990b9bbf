package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is run in what order: work by work; in each, first every system once on the same input, to
 * compare results; then the rounds. Within a round each system comes once, always in the same
 * order, so that whatever the machine does meanwhile hits all alike. Pure.
 */
record Plan(List<Stage> stages) {

  /**
   * @param agreement empty for a work that has no results to compare
   */
  record Stage(Work work, List<Run> agreement, List<Run> rounds) {}

  static Plan of(List<Entry> entries, int rounds, double scale) {
    Map<Work, List<Entry>> byWork = new EnumMap<>(Work.class);
    for (Entry entry : entries) {
      byWork.computeIfAbsent(entry.work(), work -> new ArrayList<>()).add(entry);
    }
    List<Stage> stages = new ArrayList<>();
    byWork.forEach(
        (work, of) ->
            stages.add(new Stage(work, agreement(work, of, scale), rounds(of, rounds, scale))));
    return new Plan(List.copyOf(stages));
  }

  int size() {
    return stages.stream()
        .mapToInt(stage -> stage.agreement().size() + stage.rounds().size())
        .sum();
  }

  private static List<Run> agreement(Work work, List<Entry> entries, double scale) {
    List<Run> runs = new ArrayList<>();
    if (Course.hasResults(work)) {
      for (Entry entry : entries) {
        runs.add(run(entry, "", 0, Course.agreement(work, entry.records(), scale)));
      }
    }
    return runs;
  }

  private static List<Run> rounds(List<Entry> entries, int rounds, double scale) {
    List<Run> runs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (Entry entry : entries) {
        for (String setting : Course.settings(entry.work())) {
          runs.add(
              run(entry, setting, round, Course.measured(entry.work(), entry.records(), scale)));
        }
      }
    }
    return runs;
  }

  private static Run run(Entry entry, String setting, int round, List<String> input) {
    List<String> arguments = new ArrayList<>();
    arguments.add("work=" + entry.work());
    arguments.addAll(input);
    if (!setting.isEmpty()) {
      arguments.add(setting);
    }
    arguments.addAll(entry.variant().extras());
    return new Run(entry, setting, round, List.copyOf(arguments));
  }
}
