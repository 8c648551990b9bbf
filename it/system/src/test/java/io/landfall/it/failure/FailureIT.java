package io.landfall.it.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.LandfallProcess;
import io.landfall.it.process.TopologyJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureIT {

  private static final List<String> TWO_RESTARTS =
      List.of(
          "--set", "restart.strategy=fixed",
          "--set", "restart.delay=50ms",
          "--set", "restart.attempts=2");

  @TempDir private Path folder;

  @Test
  void showsTheUsersExceptionFirstWithComponentAndTaskAfterTheRestarts() throws Exception {
    try (LandfallProcess run = poison("throw")) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
      assertThat(run.err())
          .contains("java.lang.IllegalStateException: number 500 is poison")
          .contains("acme.Poison.taste")
          .contains("taster")
          .doesNotContain("at io.landfall.");
      assertThat(run.err().indexOf("java.lang.IllegalStateException"))
          .isLessThan(run.err().lastIndexOf("taster"));
    }
    assertThat(Files.readString(folder.resolve("starts"))).isEqualTo("xxx");
  }

  @Test
  void takesSystemExitInABoltForItsFailure() throws Exception {
    for (String how : List.of("exit", "halt")) {
      try (LandfallProcess run = poison(how)) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err()).contains("System.exit(5)").contains("taster");
      }
    }
  }

  @Test
  void keepsATopologyRunningWhoseMainExits() throws Exception {
    try (LandfallProcess run =
        LandfallProcess.start(
            folder,
            "storm",
            "jar",
            "--until-idle",
            "500ms",
            TopologyJar.get().toString(),
            "acme.ExitAfterSubmit")) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("seen 100,");
    }
  }

  @Test
  void endsOnCtrlCAlthoughMainWaitsForEver() throws Exception {
    try (LandfallProcess run =
        LandfallProcess.start(
            folder,
            "storm",
            "jar",
            "--progress",
            "json",
            TopologyJar.get().toString(),
            "acme.WaitAfterSubmit")) {
      run.awaitErr("running", said -> said.contains("\"RUNNING\""));
      run.interrupt();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
      assertThat(run.err()).contains("main has not returned");
      assertThat(run.out()).as("cleanup").contains("seen ");
    }
  }

  @Test
  void showsWhatMainThrew() throws Exception {
    try (LandfallProcess run =
        LandfallProcess.start(
            folder, "storm", "jar", TopologyJar.get().toString(), "acme.Poison")) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).startsWith("java.lang.ArrayIndexOutOfBoundsException");
    }
  }

  private LandfallProcess poison(String how) throws Exception {
    List<String> words = new ArrayList<>(List.of("storm", "jar", "--progress", "off"));
    words.addAll(TWO_RESTARTS);
    words.addAll(List.of(TopologyJar.get().toString(), "acme.Poison", how));
    return LandfallProcess.start(folder, words.toArray(String[]::new));
  }
}
