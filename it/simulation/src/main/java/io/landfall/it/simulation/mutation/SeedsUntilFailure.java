package io.landfall.it.simulation.mutation;

import io.landfall.it.simulation.Outcome;
import io.landfall.it.simulation.Scenario;
import io.landfall.it.simulation.Trial;
import java.util.Map;
import java.util.function.Function;

/**
 * Plays seeds until one fails. Made by name in a class loader with mutants, so that only types of
 * the JDK cross. One thread.
 */
public final class SeedsUntilFailure
    implements Function<long[], Map.Entry<Long, String>>, AutoCloseable {

  private Trial trial = new Trial();

  /**
   * @param request number of the mutant, first seed, count of seeds
   * @return the first seed that fails, and what was violated; null if none does
   * @throws IllegalStateException if that seed then fails without the mutant, too
   */
  @Override
  public Map.Entry<Long, String> apply(long[] request) {
    int mutant = (int) request[0];
    long first = request[1];
    for (long seed = first; seed < first + request[2]; seed++) {
      String violation = play(mutant, seed);
      if (violation != null) {
        // What a bug has left behind stays with it.
        trial.close();
        trial = new Trial();
        String without = play(ActiveMutant.NONE, seed);
        if (without != null) {
          throw new IllegalStateException("seed " + seed + " fails without a mutant: " + without);
        }
        return Map.entry(seed, violation);
      }
    }
    return null;
  }

  /** What was violated; null for nothing. */
  private String play(int mutant, long seed) {
    ActiveMutant.number = mutant;
    try {
      Outcome outcome = trial.run(Scenario.of(seed), null);
      return outcome.isGood() ? null : outcome.violations().get(0);
    } finally {
      ActiveMutant.number = ActiveMutant.NONE;
    }
  }

  @Override
  public void close() {
    trial.close();
  }
}
