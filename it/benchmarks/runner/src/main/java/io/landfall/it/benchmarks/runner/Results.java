package io.landfall.it.benchmarks.runner;

import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What all runs measured, taken together. Pure. */
record Results(List<Outcome> outcomes) {

  /**
   * What several rounds make up.
   *
   * @param variant by name
   * @param setting one of {@link Course#settings}
   */
  record Series(Work work, String variant, String setting) {

    static Series of(Run run) {
      return new Series(run.work(), run.variant().name(), run.setting());
    }
  }

  /** Of one figure over the rounds. */
  record Spread(double median, double min, double max) {}

  /** In the order in which they were first measured. */
  Set<Series> series(Work work) {
    return measured()
        .map(outcome -> Series.of(outcome.run()))
        .filter(series -> series.work() == work)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  Set<Work> works() {
    return outcomes.stream()
        .map(outcome -> outcome.run().work())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Empty if no round has the figure. */
  Optional<Spread> spread(Series series, Figure figure) {
    double[] sorted =
        measured()
            .filter(outcome -> Series.of(outcome.run()).equals(series))
            .map(outcome -> outcome.figures().get(figure))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Optional.empty();
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return Optional.of(new Spread(median, sorted[0], sorted[sorted.length - 1]));
  }

  Optional<Double> median(Series series, Figure figure) {
    return spread(series, figure).map(Spread::median);
  }

  /** One sentence for each input on which not all runs had the same results. */
  List<String> disagreements(Work work) {
    Map<String, Map<String, Set<String>>> variantsByResults = new TreeMap<>();
    for (Outcome outcome : outcomes) {
      if (outcome.run().work() == work
          && !outcome.isFailed()
          && !outcome.figures().results().isEmpty()) {
        variantsByResults
            .computeIfAbsent(outcome.run().input(), input -> new TreeMap<>())
            .computeIfAbsent(outcome.figures().results(), results -> new LinkedHashSet<>())
            .add(outcome.run().variant().name());
      }
    }
    List<String> sentences = new ArrayList<>();
    variantsByResults.forEach(
        (input, variants) -> {
          if (variants.size() > 1) {
            sentences.add(
                work
                    + " "
                    + input
                    + ": results differ: "
                    + variants.entrySet().stream()
                        .map(one -> one.getKey() + " by " + String.join(", ", one.getValue()))
                        .collect(Collectors.joining("; ")));
          }
        });
    return sentences;
  }

  List<Outcome> failures() {
    return outcomes.stream().filter(Outcome::isFailed).toList();
  }

  private Stream<Outcome> measured() {
    return outcomes.stream().filter(outcome -> outcome.run().isMeasured() && !outcome.isFailed());
  }
}
