package io.landfall.it.simulation.mutation;

import io.landfall.it.simulation.Outcome;
import io.landfall.it.simulation.Scenario;
import io.landfall.it.simulation.Trial;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Plays seeds until one fails. Made by name in the class loader of a mutant, so that only types of
 * the JDK cross.
 */
public final class SeedsUntilFailure implements BiFunction<Long, Long, Map.Entry<Long, String>> {

  /**
   * @param first seed
   * @param count of seeds
   * @return the first that fails, and what was violated; null if none does
   */
  @Override
  public Map.Entry<Long, String> apply(Long first, Long count) {
    try (Trial trial = new Trial()) {
      for (long seed = first; seed < first + count; seed++) {
        Outcome outcome = trial.run(Scenario.of(seed), null);
        if (!outcome.isGood()) {
          return Map.entry(seed, outcome.violations().get(0));
        }
      }
    }
    return null;
  }
}
