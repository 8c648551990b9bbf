package io.landfall.it.benchmarks.runner;

import java.util.List;

/**
 * A system with the settings that it runs with.
 *
 * @param system by which all its variants are asked for
 * @param name by which this one is
 * @param extras more arguments for its main
 * @param needsKafka whatever it does
 * @param description one line
 */
record Variant(
    String system,
    String name,
    Launch launch,
    List<String> extras,
    boolean needsKafka,
    String description) {

  boolean isCalled(String asked) {
    return asked.equals(system) || asked.equals(name);
  }
}
