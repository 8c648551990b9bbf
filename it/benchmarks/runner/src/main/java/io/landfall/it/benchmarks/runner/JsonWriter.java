package io.landfall.it.benchmarks.runner;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.it.benchmarks.runner.Results.Series;
import io.landfall.it.benchmarks.runner.Target.Verdict;
import io.landfall.it.benchmarks.workload.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** All runs, what they come to, and what was reached, for programs. */
final class JsonWriter {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private JsonWriter() {}

  static void write(
      Path file, Machine machine, String command, Results results, List<Verdict> verdicts)
      throws IOException {
    JSON.writeValue(file.toFile(), tree(machine, command, results, verdicts));
  }

  static ObjectNode tree(Machine machine, String command, Results results, List<Verdict> verdicts) {
    ObjectNode root = JSON.createObjectNode();
    root.put("command", command);
    root.set("machine", JSON.valueToTree(machine));
    ArrayNode medians = root.putArray("medians");
    for (Work work : results.works()) {
      for (Series series : results.series(work)) {
        medians.add(median(results, series));
      }
    }
    ArrayNode targets = root.putArray("targets");
    for (Verdict verdict : verdicts) {
      targets
          .addObject()
          .put("work", verdict.target().work().name())
          .put("target", verdict.target().sentence())
          .put("state", verdict.state().name().toLowerCase(Locale.ROOT))
          .put("line", verdict.text());
    }
    ArrayNode disagreements = root.putArray("disagreements");
    results.works().forEach(work -> results.disagreements(work).forEach(disagreements::add));
    ArrayNode runs = root.putArray("runs");
    results.outcomes().forEach(outcome -> runs.add(run(outcome)));
    return root;
  }

  private static ObjectNode median(Results results, Series series) {
    ObjectNode node = JSON.createObjectNode();
    node.put("work", series.work().name());
    node.put("system", series.variant());
    node.put("setting", series.setting());
    for (Figure figure : Figure.values()) {
      results
          .spread(series, figure)
          .ifPresent(
              spread ->
                  node.putObject(figure.key())
                      .put("median", spread.median())
                      .put("min", spread.min())
                      .put("max", spread.max()));
    }
    return node;
  }

  private static ObjectNode run(Outcome outcome) {
    ObjectNode node = JSON.createObjectNode();
    node.put("work", outcome.run().work().name());
    node.put("system", outcome.run().variant().name());
    node.put("round", outcome.run().round());
    node.set("arguments", JSON.valueToTree(outcome.run().arguments()));
    node.put("tookMs", outcome.tookMs());
    if (outcome.isFailed()) {
      node.put("failure", outcome.failure());
      node.set("lastLines", JSON.valueToTree(outcome.lastLines()));
    } else {
      node.set("figures", JSON.valueToTree(outcome.figures().values()));
    }
    return node;
  }
}
