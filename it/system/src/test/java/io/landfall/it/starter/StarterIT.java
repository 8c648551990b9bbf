package io.landfall.it.starter;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.LandfallProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every topology of the starter jar in both guarantees, with what it comes to. */
class StarterIT {

  private static final int COUNT = 400;

  /**
   * What Storm's own windows by the clock may lose: tuples of the millisecond in which one fires.
   */
  private static final int STORMS_LOSS = 60;

  @TempDir private Path folder;

  @Test
  void everyTopologyComesToWhatItShouldExactlyOnce() throws Exception {
    String said = runUntilIdle("exactly-once", "jar", starter());

    assertWindows(0);
    assertOthers();
    assertThat(said).contains("component 'exclaim' runs in a process of its own");
    assertThat(said).doesNotContain("ERROR");
  }

  // Storm's windows hold their last tuples unacked for ever, and its checkpoint spout goes on
  // emitting: they are never idle.
  @Test
  void everyTopologyComesToWhatItShouldAtLeastOnce() throws Exception {
    List<String> command = new ArrayList<>(List.of("storm", "jar", "--guarantee", "at-least-once"));
    command.addAll(List.of(starter()));
    try (LandfallProcess run = LandfallProcess.start(folder, command.toArray(String[]::new))) {
      run.awaitThat(
          "all of it is there",
          () ->
              passes(
                  () -> {
                    assertWindows(STORMS_LOSS);
                    assertOthers();
                  }));
      run.interrupt();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
      assertThat(run.err()).doesNotContain("ERROR");
    }
  }

  private static String[] starter() throws IOException {
    return new String[] {Starter.jar(), Starter.MAIN, "out", "" + COUNT, "0"};
  }

  /** Something that may fail. */
  private interface Assertions {
    void run() throws Exception;
  }

  private static boolean passes(Assertions assertions) throws IOException {
    try {
      assertions.run();
      return true;
    } catch (AssertionError | NoSuchFileException notYet) {
      return false;
    } catch (UncheckedIOException e) {
      // A file that was being written when the folder was listed has its name by now.
      if (e.getCause() instanceof NoSuchFileException) {
        return false;
      }
      throw e;
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertWindows(int lost) throws Exception {
    assertOutput("tumbling-count", Starter.windows(COUNT, 10, 10));
    assertOutput("sliding-count", Starter.windows(COUNT, 10, 4));
    assertOutput("event-time", Starter.eventTime(COUNT));
    assertOutput("stateful-window", Starter.windowTotals(COUNT, 10, 4));
    assertOutput("persistent-window", Starter.windowTotals(COUNT, 10, 4));
    assertThat(Starter.output(folder.resolve("out/streams-window")))
        .hasSize(10)
        .allSatisfy(
            (line, windows) -> assertThat(line + " " + windows).endsWith(" 2 " + COUNT / 20));
    assertInOnce("tumbling-time", lost);
    assertInOnce("sliding-time", lost);
  }

  private void assertOthers() throws Exception {
    assertOutput("wordcount", Starter.words(COUNT));
    assertOutput("stateful", Starter.runningCounts(COUNT));
    assertOutput("streams-state", Starter.runningCounts(COUNT));
    assertOutput("streams-reduce", Starter.runningCounts(COUNT));
    assertOutput("multilang", Starter.numbers(COUNT, number -> number + "!"));
    assertOutput("direct-grouping", Starter.numbers(COUNT, number -> "" + number));
    assertOutput("batching", Starter.numbers(COUNT, number -> "" + number));
    assertOutput("cyclic", Starter.numbers(COUNT, number -> number + " 0"));
    assertThat(Starter.lastCounts(folder.resolve("out/trident")))
        .isEqualTo(Starter.digits("", COUNT / 10));
    assertCustomGrouping();
  }

  @ParameterizedTest
  @ValueSource(strings = {"exactly-once", "at-least-once"})
  void callsAreAnsweredAndFluxFilesRun(String guarantee) throws Exception {
    runUntilIdle(guarantee, "jar", Starter.jar(), Starter.MAIN, "out", "0", "0", "drpc");
    assertThat(Starter.output(folder.resolve("out/drpc"))).containsOnlyKeys("hello!world!");

    String yaml = Files.readString(Starter.module().resolve("flux.yaml"));
    Path file = folder.resolve("flux.yaml");
    Files.writeString(file, yaml.replace("${output}", folder.resolve("out/flux").toString()));
    // Where Storm's Flux once ran it; everything is local now.
    String where = guarantee.equals("exactly-once") ? "--remote" : "--local";
    runUntilIdle(guarantee, "flux", "--jar", Starter.jar(), file.toString(), where);
    assertOutput(
        "flux",
        Starter.numbers(100, number -> number + " " + number % 10 + " " + (number + 1) * 10));
  }

  private String runUntilIdle(String guarantee, String how, String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("storm", how, "--progress", "off", "--guarantee", guarantee));
    // Longer than the pause before the late tuples, and than a window.
    command.addAll(List.of("--until-idle", how.equals("jar") ? "1500ms" : "500ms"));
    command.addAll(List.of(words));
    try (LandfallProcess run = LandfallProcess.start(folder, command.toArray(String[]::new))) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      return run.err();
    }
  }

  private void assertOutput(String topology, Map<String, Long> expected) throws Exception {
    assertThat(Starter.output(folder.resolve("out").resolve(topology)))
        .as(topology)
        .isEqualTo(expected);
  }

  private void assertCustomGrouping() throws Exception {
    assertOutput(
        "custom-grouping",
        Starter.numbers(COUNT, number -> number + " " + number % 10 + " " + (number + 1) * 10));
    assertThat(Files.readAllLines(folder.resolve("out/custom-grouping/part-0")))
        .as("even numbers")
        .allMatch(line -> Integer.parseInt(line.substring(0, line.indexOf(' '))) % 2 == 0);
  }

  private void assertInOnce(String topology, int lost) throws Exception {
    Map<String, Long> news = Starter.output(folder.resolve("out").resolve(topology));
    assertThat(news.values()).as(topology).containsOnly(1L);
    news.keySet().removeIf(line -> line.startsWith("out "));
    assertThat(Starter.numbers(COUNT, number -> "in " + number)).containsAllEntriesOf(news);
    assertThat(news).as(topology).hasSizeGreaterThanOrEqualTo(COUNT - lost);
  }
}
