package io.landfall.it.simulation.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.simulation.Outcome;
import io.landfall.it.simulation.Scenario;
import io.landfall.it.simulation.Trial;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A few topologies in each way that they are used; thousands are played elsewhere. */
class StormSpecTest {

  private static Trial trial;

  @BeforeAll
  static void open() {
    trial = new Trial();
  }

  @AfterAll
  static void close() {
    trial.close();
  }

  /** The next scenario with a topology, from this seed on. */
  private static Scenario from(long seed) {
    for (long each = seed; ; each++) {
      Scenario scenario = Scenario.of(each);
      if (scenario.job() instanceof StormSpec) {
        return scenario;
      }
    }
  }

  private static StormSpec topology(Scenario scenario) {
    return (StormSpec) scenario.job();
  }

  @Test
  void countsEveryItemOnceWhateverFails() {
    for (long seed = 1; seed <= 200; seed++) {
      Scenario scenario = from(seed * 1_000);
      Outcome outcome = trial.run(scenario, null);

      assertThat(outcome.violations())
          .as("seed %d: %s", scenario.seed(), scenario.describe())
          .isEmpty();
    }
  }

  @Test
  void runsTheSameWayTwice() {
    for (long seed = 1; seed <= 20; seed++) {
      Scenario scenario = from(seed * 777);

      assertThat(trial.run(scenario, null).digest())
          .as("seed %d: %s", scenario.seed(), scenario.describe())
          .isEqualTo(trial.run(scenario, null).digest());
    }
  }

  @Test
  void offersSmallerTopologiesThatRunToo() {
    for (long seed = 1; seed <= 8; seed++) {
      Scenario scenario = from(seed * 555).withFaults(List.of());
      for (StormSpec smaller : topology(scenario).smaller()) {
        assertThat(smaller).isNotEqualTo(scenario.job());
        assertThat(trial.run(scenario.withJob(smaller), null).violations())
            .as("smaller than seed %d: %s", scenario.seed(), smaller.describe())
            .isEmpty();
      }
    }
  }

  @Test
  void comesToAnEndWithSmallerTopologies() {
    SplittableRandom random = new SplittableRandom(1);
    for (long seed = 1; seed <= 30; seed++) {
      StormSpec spec = topology(from(seed * 333));
      int steps = 0;
      for (List<StormSpec> smaller = spec.smaller(); !smaller.isEmpty(); smaller = spec.smaller()) {
        spec = smaller.get(random.nextInt(smaller.size()));
        assertThat(++steps).isLessThan(1_000);
      }
    }
  }
}
