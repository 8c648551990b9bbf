package io.landfall.it.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrialTest {

  private static final long FIRST = 500;
  private static final int SEEDS = 60;

  @Test
  void playsASeedTheSameWayEveryTimeWhateverWasPlayedBefore() {
    List<Outcome> forward = new ArrayList<>();
    try (Trial trial = new Trial()) {
      LongStream.range(FIRST, FIRST + SEEDS)
          .forEach(seed -> forward.add(trial.run(Scenario.of(seed), null)));
    }
    List<Outcome> backward = new ArrayList<>();
    try (Trial trial = new Trial()) {
      for (long seed = FIRST + SEEDS - 1; seed >= FIRST; seed--) {
        backward.add(0, trial.run(Scenario.of(seed), null));
      }
    }

    assertThat(backward).isEqualTo(forward);
    assertThat(forward.stream().map(Outcome::digest).distinct()).hasSize(SEEDS);
  }

  @Test
  void doesNotGoAnotherWayBecauseSomebodyReadsTheTrace() {
    try (Trial trial = new Trial()) {
      List<String> lines = new ArrayList<>();
      Outcome watched = trial.run(Scenario.of(FIRST), line -> lines.add(line.get()));

      assertThat(watched).isEqualTo(trial.run(Scenario.of(FIRST), null));
      assertThat(lines).anyMatch(line -> line.contains("START of process 0"));
    }
  }

  @Test
  void leavesNoThreadsBehind() {
    playSome();
    int before = Thread.activeCount();
    playSome();

    Await.until(() -> Thread.activeCount() <= before);
  }

  /** Storm starts some threads of its own once, at the first topology. */
  private static void playSome() {
    for (int i = 0; i < 10; i++) {
      try (Trial trial = new Trial()) {
        trial.run(Scenario.of(FIRST + i), null);
      }
    }
  }
}
