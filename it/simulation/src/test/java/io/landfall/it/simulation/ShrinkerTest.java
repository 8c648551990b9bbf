package io.landfall.it.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.simulation.fault.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

  private static final int PATIENT_MS = 600_000;
  private static final Outcome GOOD = new Outcome(List.of(), 1, 1, 0);
  private static final Outcome BAD = new Outcome(List.of("wrong"), 1, 1, 0);

  /**
   * The first seed whose scenario has both kinds of fault, and whose job does not give up by
   * itself: else it may need a second process without any fault.
   */
  private static Scenario withBoth(Fault.Kind one, Fault.Kind other) {
    for (long seed = 1; ; seed++) {
      Scenario scenario = Scenario.of(seed, Aim.NATIVE);
      JobSettings settings = scenario.job().settings();
      if (kinds(scenario).containsAll(Set.of(one, other))
          && scenario.faults().size() > 6
          && settings.timeoutMs() >= PATIENT_MS
          && settings.restarts() == Integer.MAX_VALUE) {
        return scenario;
      }
    }
  }

  private static Set<Fault.Kind> kinds(Scenario scenario) {
    return scenario.faults().stream().map(Fault::kind).collect(Collectors.toSet());
  }

  @Test
  void keepsOnlyTheFaultsThatItTakesToFail() {
    Scenario scenario = withBoth(Fault.Kind.KILL, Fault.Kind.THROW);
    Shrinker shrinker =
        new Shrinker(
            candidate ->
                kinds(candidate).containsAll(Set.of(Fault.Kind.KILL, Fault.Kind.THROW))
                    ? BAD
                    : GOOD);

    Scenario smallest = shrinker.shrink(scenario, BAD);

    assertThat(smallest.faults())
        .extracting(Fault::kind)
        .containsExactlyInAnyOrder(Fault.Kind.KILL, Fault.Kind.THROW);
    assertThat(shrinker.outcome()).isEqualTo(BAD);
    assertThat(smallest.job().smaller()).as("the job is as small as it can be").isEmpty();
  }

  @Test
  void leavesWhatFailsOnlyAsAWholeAsItIs() {
    Scenario scenario = withBoth(Fault.Kind.KILL, Fault.Kind.THROW);
    Shrinker shrinker = new Shrinker(candidate -> candidate.equals(scenario) ? BAD : GOOD);

    assertThat(shrinker.shrink(scenario, BAD)).isEqualTo(scenario);
  }

  @Test
  void findsARealBugInASmallerScenarioToo() {
    try (Trial trial = new Trial()) {
      Scenario scenario = withBoth(Fault.Kind.KILL, Fault.Kind.CHECKPOINT);
      Shrinker shrinker =
          new Shrinker(
              candidate -> {
                Outcome outcome = trial.run(candidate, null);
                assertThat(outcome.violations()).isEmpty();
                return outcome.processes() > 1 ? BAD : GOOD;
              });

      Scenario smallest = shrinker.shrink(scenario, BAD);

      assertThat(smallest.faults()).hasSizeBetween(1, 2);
    }
  }
}
