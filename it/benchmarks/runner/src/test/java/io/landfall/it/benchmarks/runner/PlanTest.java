package io.landfall.it.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static List<String> lines(Plan plan) {
    List<String> lines = new ArrayList<>();
    for (Plan.Stage stage : plan.stages()) {
      Stream.concat(stage.agreement().stream(), stage.rounds().stream())
          .map(
              run ->
                  run.round()
                      + " "
                      + run.variant().name()
                      + ": "
                      + String.join(" ", run.arguments()))
          .forEach(lines::add);
    }
    return lines;
  }

  @Test
  void comparesResultsFirstAndThenInterleavesTheSystems() {
    Plan plan =
        Plan.of(
            List.of(
                new Entry(Work.W1, FakeSystem.variant("a"), 4_000),
                new Entry(Work.W9, FakeSystem.variant("a"), 1_000),
                new Entry(Work.W1, FakeSystem.variant("b", "acks=true"), 2_010)),
            2,
            0.5);

    assertThat(lines(plan))
        .containsExactly(
            "0 a: work=W1 records=200000",
            "0 b: work=W1 records=200000 acks=true",
            "1 a: work=W1 records=2000",
            "1 b: work=W1 records=1000 acks=true",
            "2 a: work=W1 records=2000",
            "2 b: work=W1 records=1000 acks=true",
            "1 a: work=W9 records=1000",
            "2 a: work=W9 records=1000");
    assertThat(plan.size()).isEqualTo(8);
  }

  @Test
  void measuresWorksThatATargetComparesInTheSameRounds() {
    Variant a = FakeSystem.variant("a");
    Plan plan = Plan.of(List.of(new Entry(Work.W2, a, 8_000), new Entry(Work.W2S, a, 4_000)), 2, 1);

    assertThat(lines(plan))
        .containsExactly(
            "0 a: work=W2 records=1000000",
            "0 a: work=W2S records=50000",
            "1 a: work=W2 records=8000",
            "1 a: work=W2S records=4000",
            "2 a: work=W2 records=8000",
            "2 a: work=W2S records=4000");
    assertThat(plan.stages()).hasSize(1);
  }

  @Test
  void givesEachProcessOfAWorkTheSameJavaOptions() {
    assertThat(Course.javaOptions(Work.W9, 21))
        .containsExactly(
            "-Xms2g", "-Xmx2g", "-XX:MaxGCPauseMillis=20", "-XX:G1MixedGCCountTarget=128");
    assertThat(Course.javaOptions(Work.W7, 17))
        .containsExactly(
            "-Xms8g",
            "-Xmx8g",
            "-XX:MaxGCPauseMillis=20",
            "-XX:G1MixedGCCountTarget=128",
            "-XX:+AlwaysPreTouch",
            "-XX:G1ConcRSLogCacheSize=18");
  }

  @Test
  void setsForTheCollectorWhatTheLauncherSets() throws Exception {
    String launcher = Files.readString(Path.of("../../../landfall"));

    assertThat(launcher)
        .contains("if [[ $feature -lt " + Course.JAVA_WITHOUT_HOT_CARDS + " ]]")
        .contains("options+=(" + Course.HOT_CARDS + ")")
        .contains("options+=(" + String.join(" ", Course.SHORT_PAUSES) + ")");
  }

  @Test
  void givesEachWorkWhatItNeeds() {
    Variant a = FakeSystem.variant("a");
    Plan plan =
        Plan.of(
            List.of(
                new Entry(Work.W3, a, 2_000_000),
                new Entry(Work.W7, a, 4_000_000),
                new Entry(Work.W8, a, 1),
                new Entry(Work.W5, a, 3_000)),
            1,
            1);

    assertThat(lines(plan))
        .containsExactly(
            "0 a: work=W3 records=200000 warmup=100000 rate=100000",
            "1 a: work=W3 records=2000000 warmup=1000000 rate=100000",
            "0 a: work=W5 records=3000 warmup=1500",
            "1 a: work=W5 records=3000 warmup=1500",
            "0 a: work=W7 records=400000 warmup=175000 keys=100000 hotKeys=10000",
            "1 a: work=W7 records=14000000 warmup=11000000 keys=10000000 hotKeys=10000 checkpoint=0",
            "1 a: work=W7 records=14000000 warmup=11000000 keys=10000000 hotKeys=10000"
                + " checkpoint=100",
            "1 a: work=W8 records=14000000 rate=200000 keys=1000000 failAt=2000000");
  }

  @Test
  void asksNothingOfASystemThatARunRefuses() {
    for (double scale : new double[] {0.000001, 0.0137, 1, 3.3}) {
      for (Plan.Stage stage : Plan.of(Catalogue.standard().entries(), 1, scale).stages()) {
        Stream.concat(stage.agreement().stream(), stage.rounds().stream())
            .map(run -> RunSpec.parse(run.arguments().toArray(String[]::new)))
            // A quarter of the executors are spouts, and what they emit is dealt out to them.
            .forEach(
                spec ->
                    assertThat(spec.records() % (spec.number("executors", 4) / 4 * 10)).isZero());
      }
    }
  }

  @Test
  void selectsSystemsAndVariantsByName() throws Exception {
    Catalogue all = Catalogue.standard();

    assertThat(all.select(Set.of(Work.W3), List.of("flink", "storm-acks")))
        .extracting(entry -> entry.variant().name())
        .containsExactly("flink-0ms", "flink-1ms", "flink-100ms", "storm-acks");
    assertThat(all.select(Set.of(), List.of())).isEqualTo(all.entries());
    assertThatThrownBy(() -> all.select(Set.of(), List.of("spark")))
        .isInstanceOf(UserMistake.class)
        .hasMessageStartingWith("there is no system 'spark'; there are landfall, loop, flink, jet");
    assertThatThrownBy(() -> all.select(Set.of(Work.W10), List.of("jet")))
        .isInstanceOf(UserMistake.class)
        .hasMessage("none of [jet] does any of [W10]; see --list");
  }
}
