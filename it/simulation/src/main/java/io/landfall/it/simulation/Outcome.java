package io.landfall.it.simulation;

import java.util.List;

/**
 * How a trial came out.
 *
 * @param violations what must not be and was; empty if all is well
 * @param steps over all processes
 * @param processes that were started
 * @param digest the same for two trials only if they went the same way; near enough
 */
public record Outcome(List<String> violations, int steps, int processes, long digest) {

  public Outcome {
    violations = List.copyOf(violations);
  }

  public boolean isGood() {
    return violations.isEmpty();
  }
}
