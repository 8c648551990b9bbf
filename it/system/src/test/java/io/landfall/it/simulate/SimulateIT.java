package io.landfall.it.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.LandfallProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateIT {

  @TempDir private Path folder;

  @Test
  void playsSeedsAndSaysHowMany() throws Exception {
    try (LandfallProcess run =
        LandfallProcess.start(folder, "simulate", "--seeds", "30", "--first", "100")) {
      assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
      assertThat(run.out()).contains("30 seeds played, 0 failed");
    }
  }

  @Test
  void showsASeedStepByStepTheSameInEveryProcess() throws Exception {
    for (String seed : new String[] {"3", "11", "12"}) {
      String first = replay(seed);
      assertThat(first).contains("START of process 0").contains("all is well after");
      assertThat(replay(seed)).isEqualTo(first);
    }
  }

  private String replay(String seed) throws Exception {
    try (LandfallProcess run = LandfallProcess.start(folder, "simulate", "--seed", seed)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      return run.out();
    }
  }

  @Test
  void tellsWhatWasPlayedWhenItIsInterrupted() throws Exception {
    try (LandfallProcess run = LandfallProcess.start(folder, "simulate", "--seeds", "100000000")) {
      run.awaitErr("the first figures", err -> err.contains(" seeds, "));
      run.interrupt();
      assertThat(run.exitCode()).isEqualTo(130);
      assertThat(run.out()).contains(" seeds played, 0 failed");
    }
  }
}
