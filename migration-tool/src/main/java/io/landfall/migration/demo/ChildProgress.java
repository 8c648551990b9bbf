package io.landfall.migration.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/**
 * Where the topology in the child process is.
 *
 * @param lines taken in, in this run
 * @param words counted, in this run
 * @param checkpointId the last complete one; -1 before the first
 */
record ChildProgress(long lines, long words, long checkpointId) {

  static final ChildProgress NONE = new ChildProgress(0, 0, -1);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty for a line of the child's that is not its progress. */
  static Optional<ChildProgress> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode metrics = JSON.readTree(line).path("metrics");
      return Optional.of(
          new ChildProgress(
              recordsInto("split", metrics),
              recordsInto("count", metrics),
              metrics.path("job.last-checkpoint-id").asLong(-1)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static long recordsInto(String component, JsonNode metrics) {
    long sum = 0;
    for (Map.Entry<String, JsonNode> metric : metrics.properties()) {
      if (metric.getKey().matches(component + "\\.\\d+\\.records-in")) {
        sum += metric.getValue().asLong();
      }
    }
    return sum;
  }
}
