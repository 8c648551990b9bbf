package io.landfall.it.simulation.mutation;

import io.landfall.it.simulation.Aim;
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

  /** Enough for nearly all that is well; what is not comes to no end. */
  private static final int STEPS_TO_THE_END = 60_000;

  /** Now and then a job takes longer than that. */
  private static final int MAX_FAILED_WITHOUT = 10;

  private Trial trial = new Trial(STEPS_TO_THE_END);

  /**
   * @param request number of the mutant, first seed, count of seeds, ordinal of the aim
   * @return the first seed that fails, and what was violated; null if none does
   * @throws IllegalStateException if several seeds fail without the mutant, too
   */
  @Override
  public Map.Entry<Long, String> apply(long[] request) {
    int mutant = (int) request[0];
    long first = request[1];
    int failedWithout = 0;
    Aim aim = Aim.values()[(int) request[3]];
    for (long seed = first; seed < first + request[2]; seed++) {
      String violation = play(mutant, seed, aim);
      if (violation != null) {
        // What a bug has left behind stays with it.
        trial.close();
        trial = new Trial(STEPS_TO_THE_END);
        if (play(ActiveMutant.NONE, seed, aim) == null) {
          return Map.entry(seed, violation);
        }
        if (++failedWithout > MAX_FAILED_WITHOUT) {
          throw new IllegalStateException(
              failedWithout + " seeds fail without a mutant, too, the last one " + seed);
        }
      }
    }
    return null;
  }

  /** What was violated; null for nothing. */
  private String play(int mutant, long seed, Aim aim) {
    ActiveMutant.number = mutant;
    try {
      Outcome outcome = trial.run(Scenario.of(seed, aim), null);
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
