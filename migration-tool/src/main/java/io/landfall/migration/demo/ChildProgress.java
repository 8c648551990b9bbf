package io.landfall.migration.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/**
 * Where the topology in the child process is.
 *
 * @param lines emitted by its spout, over all runs
 * @param words counted
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
              metrics.path("operator.lines.records-out").asLong(),
              metrics.path("operator.count.records-in").asLong(),
              metrics.path("checkpoint.last-id").asLong(-1)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
