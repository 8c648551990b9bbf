package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is run in what order: work by work, those that are compared with each other together; in
 * each, first every system once on the same input, to compare results; then the rounds. Within a
 * round each system comes once, always in the same order, so that whatever the machine does
 * meanwhile hits all alike. Pure.
 */
record Plan(List<Stage> stages) {

  /**
   * @param agreement empty for a work that has no results to compare
   */
  record Stage(Set<Work> works, List<Run> agreement, List<Run> rounds) {}

  static Plan of(List<Entry> entries, int rounds, double scale) {
    Map<Work, List<Entry>> byStage = new EnumMap<>(Work.class);
    for (Entry entry : entries) {
      byStage.computeIfAbsent(Course.stageOf(entry.work()), work -> new ArrayList<>()).add(entry);
    }
    List<Stage> stages = new ArrayList<>();
    for (List<Entry> of : byStage.values()) {
      Set<Work> works = new LinkedHashSet<>();
      of.forEach(entry -> works.add(entry.work()));
      stages.add(new Stage(works, agreement(of, scale), rounds(of, rounds, scale)));
    }
    return new Plan(List.copyOf(stages));
  }

  int size() {
    return stages.stream()
        .mapToInt(stage -> stage.agreement().size() + stage.rounds().size())
        .sum();
  }

  private static List<Run> agreement(List<Entry> entries, double scale) {
    List<Run> runs = new ArrayList<>();
    for (Entry entry : entries) {
      if (Course.hasResults(entry.work())) {
        runs.add(run(entry, "", 0, Course.agreement(entry.work(), entry.records(), scale)));
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
