package io.landfall.it.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.Dist;
import io.landfall.it.process.LandfallProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherIT {

  @TempDir private Path folder;

  @Test
  void startsQuicklyFromAnywhereAlsoThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("lf"), Dist.root().resolve("landfall"));
    assertThat(says(link.toString(), "--version")).contains("landfall 0.");

    long startNs = System.nanoTime();
    says(link.toString(), "--version");
    assertThat((System.nanoTime() - startNs) / 1_000_000).as("overhead in ms").isLessThan(3_000);
  }

  @Test
  void helpsWithExamplesEverywhere() throws Exception {
    for (List<String> command :
        List.of(
            List.<String>of(),
            List.of("storm"),
            List.of("storm", "jar"),
            List.of("run"),
            List.of("demo"),
            List.of("simulate"),
            List.of("settings"))) {
      List<String> words = new ArrayList<>(command);
      words.add(0, Dist.root().resolve("landfall").toString());
      words.add("--help");
      assertThat(says(words.toArray(String[]::new)))
          .contains("Usage: landfall")
          .contains("Example");
    }
  }

  @Test
  void listsEverySetting() throws Exception {
    assertThat(says(Dist.root().resolve("landfall").toString(), "settings"))
        .contains("checkpoint.interval (default 1s)")
        .contains("restart.attempts (default 10)");
  }

  @Test
  void letsTheCollectorDeferWhatItHasToLookAtForLargeState() throws Exception {
    String flags = flagsWith("-XX:+UseG1GC");

    if (Runtime.version().feature() < 21) {
      assertThat(flags).containsPattern("G1ConcRSLogCacheSize +:?= 18 ");
    } else {
      assertThat(flags).doesNotContain("G1ConcRSLogCacheSize");
    }
  }

  @Test
  void hasTheCollectorStopAJobForAShortTimeOnly() throws Exception {
    assertThat(flagsWith("-XX:+UseG1GC"))
        .containsPattern("MaxGCPauseMillis +:?= 20 ")
        .containsPattern("G1MixedGCCountTarget +:?= 128 ");
    assertThat(flagsWith("-XX:MaxGCPauseMillis=35")).containsPattern("MaxGCPauseMillis +:?= 35 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"LANDFALL_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"})
  void leavesACollectorThatTheUserChoseAsItIs(String variable) throws Exception {
    List<String> command =
        List.of(
            "env",
            variable + "=-XX:+UseParallelGC -XX:+PrintFlagsFinal",
            Dist.root().resolve("landfall").toString(),
            "--version");

    // Java says on standard error which variables it has read.
    try (LandfallProcess run = LandfallProcess.startCommand(folder, command)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .containsPattern("UseParallelGC +:?= true ")
          .containsPattern("MaxGCPauseMillis +:?= ")
          .doesNotContainPattern("MaxGCPauseMillis +:?= 20 ");
    }
  }

  @Test
  void letsThreadsBeRenamedWithoutASystemCall() throws Exception {
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("java/release"), "JAVA_VERSION=\"17.0.15\"\n");

    String home = "JAVA_HOME=" + folder.resolve("java");
    assertThat(says("env", home, Dist.root().resolve("landfall").toString(), "--version"))
        .contains("--add-opens java.base/java.lang=ALL-UNNAMED")
        .endsWith("io.landfall.migration.cli.Landfall --version\n");
  }

  private String flagsWith(String option) throws Exception {
    return says(
        "env",
        "LANDFALL_JAVA_OPTS=-XX:+PrintFlagsFinal " + option,
        Dist.root().resolve("landfall").toString(),
        "--version");
  }

  private String says(String... command) throws Exception {
    try (LandfallProcess run = LandfallProcess.startCommand(folder, List.of(command))) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.err()).isEmpty();
      return run.out();
    }
  }
}
