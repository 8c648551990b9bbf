package io.landfall.it.elsewhere;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.LandfallProcess;
import io.landfall.it.process.TopologyJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignJarIT {

  private static final long NUMBERS = 40_000;

  @TempDir private Path folder;
  private String[] sums;

  @BeforeEach
  void command() throws IOException {
    sums =
        new String[] {
          "storm",
          "jar",
          "--progress",
          "json",
          "--state-dir",
          "state",
          "--checkpoint-interval",
          "300ms",
          "--until-idle",
          "1s",
          TopologyJar.get().toString(),
          "acme.Sums",
          Long.toString(NUMBERS),
          "sums"
        };
  }

  @Test
  void isExactThroughKills() throws Exception {
    for (int kill = 0; kill < 2; kill++) {
      try (LandfallProcess run = LandfallProcess.start(folder, sums)) {
        run.awaitErr("a checkpoint", said -> said.contains("\"RUNNING\""));
        run.endsWithin(Duration.ofMillis(700));
        run.kill();
      }
    }
    finish();
  }

  @Test
  void takesALastCheckpointOnCtrlC() throws Exception {
    try (LandfallProcess run = LandfallProcess.start(folder, sums)) {
      run.awaitErr("running", said -> said.contains("\"RUNNING\""));
      run.interrupt();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
    }
    finish();
  }

  @Test
  void isRefusedASecondTimeOnTheSameState() throws Exception {
    try (LandfallProcess first = LandfallProcess.start(folder, sums)) {
      first.awaitErr("running", said -> said.contains("\"RUNNING\""));
      try (LandfallProcess second = LandfallProcess.start(folder, sums)) {
        assertThat(second.exitCode()).as(second.err()).isEqualTo(2);
        assertThat(second.err().lines()).as(second.err()).hasSize(1);
        assertThat(second.err()).contains("state");
      }
      assertThat(first.exitCode()).as(first.err()).isZero();
    }
    assertThat(written()).isEqualTo(expected());
  }

  private void finish() throws Exception {
    try (LandfallProcess run = LandfallProcess.start(folder, sums)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    assertThat(written()).isEqualTo(expected());
  }

  private TreeSet<String> written() throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder.resolve("sums"))) {
      for (Path file : files.toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }

  /** In closed form: for each digit how many numbers, their sum, and the last three. */
  private static TreeSet<String> expected() {
    TreeSet<String> lines = new TreeSet<>();
    long count = NUMBERS / 10;
    for (long digit = 0; digit < 10; digit++) {
      long total = count * digit + 10 * (count * (count - 1) / 2);
      long last = (count - 1) * 10 + digit;
      lines.add(
          digit + " " + count + " " + total + " " + java.util.List.of(last - 20, last - 10, last));
    }
    return lines;
  }
}
