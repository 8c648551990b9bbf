package io.landfall.it.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ProcessRunTest {

  private static Outcome run(Duration limit, String does) throws Exception {
    Variant variant = FakeSystem.variant("fake", "does=" + does);
    Run run =
        Plan.of(List.of(new Entry(Work.W1, variant, 1_000)), 1, 1).stages().get(0).rounds().get(0);
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(variant.launch().command(Path.of("")));
    command.addAll(run.arguments());
    return new ProcessRun(new Children(), limit).execute(run, command);
  }

  private static Outcome run(String does) throws Exception {
    return run(Duration.ofSeconds(60), does);
  }

  @Test
  void readsTheFiguresOfARunThatEndsWell() throws Exception {
    Outcome outcome = run("well");

    assertThat(outcome.isFailed()).isFalse();
    assertThat(outcome.figures().get(Figure.RATE)).isEqualTo(OptionalDouble.of(1_000_000));
    assertThat(outcome.figures().get(Figure.CPU)).isEqualTo(OptionalDouble.of(50.5));
    assertThat(outcome.figures().get(Figure.P50)).isEmpty();
    assertThat(outcome.figures().results()).isEqualTo("checksum abc of 1000 outputs");
  }

  @Test
  void tellsTheLastLinesOfOneThatFails() throws Exception {
    Outcome outcome = run("fails");

    assertThat(outcome.failure()).isEqualTo("ended with exit code 1");
    assertThat(outcome.lastLines()).containsExactly("the cause", "  at some line");
  }

  @Test
  void killsOneThatDoesNotEnd() throws Exception {
    Outcome outcome = run(Duration.ofSeconds(1), "hangs");

    assertThat(outcome.failure()).isEqualTo("was killed after 1 s");
    assertThat(outcome.tookMs()).isBetween(1_000L, 20_000L);
  }

  @Test
  void takesARunThatWasMeasuredForAMomentForAFailure() throws Exception {
    assertThat(run("is over at once").failure())
        .isEqualTo(
            "was measured for 0.013 s, which says nothing; give it more records, by a larger --scale");
  }

  @Test
  void takesARunWithoutAResultForAFailure() throws Exception {
    assertThat(run("says nothing").failure()).isEqualTo("ended without a result");
    assertThat(run("says rubbish").failure())
        .isEqualTo("printed a result that cannot be read, no JSON object: {perSecond");
  }
}
