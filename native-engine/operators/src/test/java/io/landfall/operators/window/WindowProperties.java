package io.landfall.operators.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever windows, triggers, evictors, lateness, disorder, watermarks, parallelism and restores:
 * the operator emits what the definition says.
 *
 * <p>{@code -Dlandfall.windows.cases=100000} tries more; {@code -Dlandfall.windows.seed=7
 * -Dlandfall.windows.cases=1} replays one.
 */
class WindowProperties {

  private static final long CASES = Long.getLong("landfall.windows.cases", 12_000);

  @Test
  void emitsWhatTheDefinitionSays() {
    long first = Long.getLong("landfall.windows.seed", new Random().nextInt());
    long emitted = 0;
    for (long seed = first; seed < first + CASES; seed++) {
      try {
        emitted += WindowCaseRun.run(seed);
      } catch (Throwable thrown) {
        throw new AssertionError(
            "seed "
                + seed
                + " fails; to replay: mvn -pl native-engine/operators -am test"
                + " -Dtest=WindowProperties -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dlandfall.windows.cases=1 -Dlandfall.windows.seed="
                + seed
                + "\n"
                + thrown.getMessage(),
            thrown);
      }
    }
    // Else nothing was compared.
    assertThat(emitted).isGreaterThan(CASES);
  }
}
