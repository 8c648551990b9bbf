package io.landfall.it.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A part of what {@code landfall simulate} plays, in every build: {@code
 * -Dlandfall.simulation.seeds=N} for more.
 */
class SeedsSimulation {

  @Test
  @Timeout(600)
  void noSeedFails() throws Exception {
    long count = Long.getLong("landfall.simulation.seeds", 1_500);
    Simulation simulation = new Simulation(Long.getLong("landfall.simulation.first", 1), count);
    long startNs = System.nanoTime();

    simulation.run(
        Runtime.getRuntime().availableProcessors(),
        failure -> System.out.println(SimulationTool.line(failure)));

    System.out.printf(
        Locale.ROOT,
        "%,d seeds played in %.0f s: %,d starts of processes, %,d steps, %,d failures%n",
        simulation.played(),
        (System.nanoTime() - startNs) / 1e9,
        simulation.processes(),
        simulation.steps(),
        simulation.failures().size());
    assertThat(simulation.failures()).isEmpty();
    assertThat(simulation.played()).isEqualTo(count);
    assertThat(simulation.processes()).as("things do go wrong").isGreaterThan(2 * count);
  }
}
