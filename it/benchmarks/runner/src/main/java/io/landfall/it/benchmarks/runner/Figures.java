package io.landfall.it.benchmarks.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a process said about its run. Immutable.
 *
 * @param values by name, as it printed them
 */
record Figures(Map<String, Object> values) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param json one object
   * @throws IllegalArgumentException if it is none
   */
  static Figures parse(String json) {
    try {
      return new Figures(JSON.readValue(json, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON object: " + json, e);
    }
  }

  /** Empty for what the work does not have, or what went too fast to be measured. */
  OptionalDouble get(Figure figure) {
    return values.get(figure.key()) instanceof Number number
        ? OptionalDouble.of(number.doubleValue())
        : OptionalDouble.empty();
  }

  /** Empty if the work has no results. */
  String results() {
    return values.containsKey("checksum")
        ? "checksum " + values.get("checksum") + " of " + values.get("outputs") + " outputs"
        : "";
  }
}
