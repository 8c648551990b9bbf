package io.landfall.it.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.LandfallProcess;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything of Storm's that has state, exactly once through {@code kill -9}: all in one process,
 * which is killed when one of them, another each time, has got on by some checkpoints.
 */
class StarterCrashIT {

  private static final int COUNT = 4_000;
  private static final int PER_SECOND = 1_000;

  private static final List<String> TOPOLOGIES =
      List.of(
          "stateful",
          "tumbling-count",
          "sliding-count",
          "tumbling-time",
          "sliding-time",
          "event-time",
          "stateful-window",
          "persistent-window",
          "trident",
          "batching",
          "cyclic",
          "streams-state",
          "streams-reduce",
          "streams-window");

  /** Whose checkpoints are counted, and how many of them it takes until the end of that life. */
  private record Kill(String topology, int checkpoints) {}

  private static final List<Kill> KILLS =
      List.of(new Kill("trident", 2), new Kill("event-time", 20), new Kill("batching", 1));

  @TempDir private Path folder;

  @Test
  void allStateIsExactThroughKills() throws Exception {
    List<Long> killed = new ArrayList<>();
    for (Kill kill : KILLS) {
      long before = newestCheckpoint(kill.topology());
      try (LandfallProcess run = start(false)) {
        run.awaitThat(
            kill + ", at " + before,
            () -> newestCheckpoint(kill.topology()) >= before + kill.checkpoints());
        run.kill();
        killed.add(run.pid());
      }
    }
    try (LandfallProcess run = start(true)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    for (long pid : killed) {
      assertNothingLeftOf(pid);
    }

    assertOutput("stateful", Starter.runningCounts(COUNT));
    assertOutput("tumbling-count", Starter.windows(COUNT, 10, 10));
    assertOutput("sliding-count", Starter.windows(COUNT, 10, 4));
    assertInOnce("tumbling-time");
    assertInOnce("sliding-time");
    assertOutput("event-time", Starter.eventTime(COUNT));
    assertOutput("stateful-window", Starter.windowTotals(COUNT, 10, 4));
    assertOutput("persistent-window", Starter.windowTotals(COUNT, 10, 4));
    assertThat(Starter.lastCounts(folder.resolve("out/trident")))
        .isEqualTo(Starter.digits("", COUNT / 10));
    assertOutput("batching", Starter.numbers(COUNT, number -> "" + number));
    assertOutput("cyclic", Starter.numbers(COUNT, number -> number + " 0"));
    assertOutput("streams-state", Starter.runningCounts(COUNT));
    assertOutput("streams-reduce", Starter.runningCounts(COUNT));
    assertThat(Starter.output(folder.resolve("out/streams-window")).values())
        .hasSize(10)
        .containsOnly(COUNT / 20L);
  }

  private LandfallProcess start(boolean toTheEnd) throws IOException {
    List<String> command = new ArrayList<>(List.of("storm", "jar", "--progress", "off"));
    command.addAll(List.of("--state-dir", "state", "--checkpoint-interval", "100ms"));
    if (toTheEnd) {
      // Longer than the pause before the late tuples.
      command.addAll(List.of("--until-idle", "1500ms"));
    }
    command.addAll(List.of(Starter.jar(), Starter.MAIN, "out", "" + COUNT, "" + PER_SECOND));
    command.addAll(TOPOLOGIES);
    return LandfallProcess.start(folder, command.toArray(String[]::new));
  }

  /** The number of the last one that is complete; 0 for none. */
  private long newestCheckpoint(String topology) throws IOException {
    Path state = folder.resolve("state").resolve(topology);
    if (!Files.isDirectory(state)) {
      return 0;
    }
    try (Stream<Path> checkpoints = Files.list(state)) {
      return checkpoints
          .filter(checkpoint -> Files.exists(checkpoint.resolve("MANIFEST.json")))
          .map(checkpoint -> checkpoint.getFileName().toString())
          .filter(name -> name.matches("chk-\\d+"))
          .mapToLong(name -> Long.parseLong(name.substring("chk-".length())))
          .max()
          .orElse(0);
    }
  }

  /** Processes that came later have deleted it. */
  private static void assertNothingLeftOf(long pid) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(temporary, "landfall-storm-" + pid + "-*")) {
      assertThat(left).isEmpty();
    }
  }

  private void assertOutput(String topology, Map<String, Long> expected) throws Exception {
    assertThat(Starter.output(folder.resolve("out").resolve(topology)))
        .as(topology)
        .isEqualTo(expected);
  }

  private void assertInOnce(String topology) throws Exception {
    Map<String, Long> news = Starter.output(folder.resolve("out").resolve(topology));
    assertThat(news.values()).as(topology).containsOnly(1L);
    news.keySet().removeIf(line -> line.startsWith("out "));
    assertThat(news).as(topology).isEqualTo(Starter.numbers(COUNT, number -> "in " + number));
  }
}
