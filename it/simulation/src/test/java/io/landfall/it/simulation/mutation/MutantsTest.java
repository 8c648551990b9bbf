package io.landfall.it.simulation.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The simulation can see: it finds every bug that is put in. */
class MutantsTest {

  private static final long SEEDS = 2_000;

  @Test
  @Timeout(600)
  void aSeedFindsEachMutant() throws InterruptedException {
    List<MutantHunt.Result> results =
        MutantHunt.huntAll(
            Mutants.all(), Runtime.getRuntime().availableProcessors(), 1, SEEDS, result -> {});

    assertThat(results).hasSizeGreaterThanOrEqualTo(40);
    assertThat(results)
        .filteredOn(result -> !result.isFound())
        .extracting(result -> result.mutant().bug())
        .isEmpty();
  }

  @Test
  void refusesAMutantThatChangesNothing() {
    Mutant outOfDate =
        new Mutant("none", "runtime.task.Outbox", "isEmpty", Change.skipCall("noSuchMethod"));

    try (MutantHunt hunt = new MutantHunt(List.of(outOfDate))) {
      assertThatThrownBy(() -> hunt.hunt(outOfDate, 1, 1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("bring it up to date");
    }
  }

  @Test
  void findsNothingInTheEngineAsItIs() {
    Mutant harmless =
        new Mutant(
            "none", "runtime.task.Outbox", "isEmpty", Change.callInstead("isEmpty", "isEmpty"));

    try (MutantHunt hunt = new MutantHunt(List.of(harmless))) {
      assertThat(hunt.hunt(harmless, 1, 20).isFound()).isFalse();
    }
  }
}
