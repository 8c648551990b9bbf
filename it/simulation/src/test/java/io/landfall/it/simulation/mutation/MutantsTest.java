package io.landfall.it.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulation can see: it finds every bug that is put in. */
class MutantsTest {

  private static final long SEEDS = 2_000;

  @Test
  @Timeout(600)
  void aSeedFindsEachMutant() throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    List<Future<MutantHunt.Result>> hunts = new ArrayList<>();
    for (Mutant mutant : Mutants.all()) {
      hunts.add(threads.submit(() -> MutantHunt.hunt(mutant, 1, SEEDS)));
    }
    List<String> alive = new ArrayList<>();
    for (Future<MutantHunt.Result> hunt : hunts) {
      MutantHunt.Result result = hunt.get();
      if (!result.isFound()) {
        alive.add(result.mutant().bug());
      }
    }
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    assertThat(hunts).hasSizeGreaterThanOrEqualTo(15);
    assertThat(alive).isEmpty();
  }

  @Test
  void refusesAMutantThatChangesNothing() {
    Mutant outOfDate =
        new Mutant("none", "runtime.task.Outbox", "isEmpty", Change.skipCall("noSuchMethod"));

    assertThatThrownBy(() -> MutantHunt.hunt(outOfDate, 1, 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bring it up to date");
  }

  @Test
  void findsNothingInTheEngineAsItIs() {
    Mutant harmless =
        new Mutant(
            "none", "runtime.task.Outbox", "isEmpty", Change.callInstead("isEmpty", "isEmpty"));

    assertThat(MutantHunt.hunt(harmless, 1, 20).isFound()).isFalse();
  }
}
