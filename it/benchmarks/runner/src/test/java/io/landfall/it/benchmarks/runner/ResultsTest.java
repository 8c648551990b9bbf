package io.landfall.it.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.runner.Results.Series;
import io.landfall.it.benchmarks.runner.Results.Spread;
import io.landfall.it.benchmarks.runner.Target.Verdict;
import io.landfall.it.benchmarks.workload.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

  private final List<Outcome> outcomes = new ArrayList<>();

  private void measured(Work work, String variant, String setting, int round, String figures) {
    Entry entry = new Entry(work, FakeSystem.variant(variant), 1_000);
    Run run = new Run(entry, setting, round, List.of("work=" + work, "records=1000"));
    outcomes.add(Outcome.measured(run, Figures.parse(figures), 10));
  }

  private void rates(Work work, String variant, double perSecond, double cpuNs) {
    measured(
        work,
        variant,
        "",
        1,
        "{\"perSecond\": " + perSecond + ", \"cpuNs\": " + cpuNs + ", \"cores\": 1.5}");
  }

  private Results results() {
    return new Results(outcomes);
  }

  private List<String> verdicts() {
    return Targets.judge(results()).stream().map(Verdict::text).toList();
  }

  @Test
  void takeTheMedianOfTheRoundsAndLeaveOutTheFirstRun() {
    measured(Work.W1, "a", "", 0, "{\"perSecond\": 1000, \"checksum\": \"1\", \"outputs\": 2}");
    measured(Work.W1, "a", "", 1, "{\"perSecond\": 5}");
    measured(Work.W1, "a", "", 2, "{\"perSecond\": 1}");
    measured(Work.W1, "a", "", 3, "{\"perSecond\": 3}");
    measured(Work.W1, "b", "", 1, "{\"perSecond\": 1}");
    measured(Work.W1, "b", "", 2, "{\"perSecond\": 2}");

    assertThat(results().spread(new Series(Work.W1, "a", ""), Figure.RATE))
        .contains(new Spread(3, 1, 5));
    assertThat(results().median(new Series(Work.W1, "b", ""), Figure.RATE)).contains(1.5);
    assertThat(results().median(new Series(Work.W1, "b", ""), Figure.CPU)).isEmpty();
  }

  @Test
  void nameThoseWhoDisagree() {
    measured(Work.W1, "a", "", 0, "{\"checksum\": \"1\", \"outputs\": 2}");
    measured(Work.W1, "b", "", 0, "{\"checksum\": \"f\", \"outputs\": 2}");
    measured(Work.W1, "c", "", 0, "{\"checksum\": \"1\", \"outputs\": 2}");
    measured(Work.W2, "a", "", 0, "{\"checksum\": \"3\", \"outputs\": 2}");

    assertThat(results().disagreements(Work.W1))
        .containsExactly(
            "W1 records=1000: results differ: checksum 1 of 2 outputs by a, c;"
                + " checksum f of 2 outputs by b");
    assertThat(results().disagreements(Work.W2)).isEmpty();
  }

  @Test
  void makeATableOfRates() {
    rates(Work.W1, "landfall", 13_500_000, 140);
    rates(Work.W1, "flink", 3_850_000, 493);
    outcomes.add(
        Outcome.failed(
            new Run(new Entry(Work.W1, FakeSystem.variant("jet"), 1), "", 1, List.of("work=W1")),
            "was killed",
            List.of(),
            1));

    assertThat(new TableWriter(results()).table(Work.W1))
        .isEqualTo(
            """
            **W1** word count

            | system   |    words |           min – max | CPU per record | cores | allocated per record | landfall ÷ it, rate |    CPU |
            | -------- | -------: | ------------------: | -------------: | ----: | -------------------: | ------------------: | -----: |
            | landfall | 13.5 M/s | 13.5 M/s – 13.5 M/s |         140 ns |  1.50 |                    – |                 1 × |    1 × |
            | flink    | 3.85 M/s | 3.85 M/s – 3.85 M/s |         493 ns |  1.50 |                    – |              3.51 × | 3.52 × |
            """);
  }

  @Test
  void makeTablesOfTheOtherKinds() {
    measured(
        Work.W3,
        "landfall",
        "",
        1,
        "{\"perSecond\": 100000, \"cpuNs\": 900, \"cores\": 0.9, \"p50Ms\": 0.1, \"p99Ms\": 1.25,"
            + " \"p999Ms\": 7, \"maxMs\": 12.5}");
    measured(Work.W7, "landfall", "checkpoint=0", 1, "{\"perSecond\": 2e6, \"longestGapMs\": 1}");
    measured(Work.W7, "landfall", "checkpoint=100", 1, "{\"perSecond\": 1e6, \"longestGapMs\": 9}");
    measured(Work.W8, "landfall", "", 1, "{\"recoveryMs\": 50}");
    measured(Work.W8, "flink", "", 1, "{\"recoveryMs\": 1000}");
    TableWriter tables = new TableWriter(results());

    assertThat(tables.table(Work.W3))
        .isEqualTo(
            """
            **W3** latency of a keyed pass-through at a fixed rate

            | system   |    p50 |     p99 | p99.9 |     max | CPU per record | cores | records |
            | -------- | -----: | ------: | ----: | ------: | -------------: | ----: | ------: |
            | landfall | 0.1 ms | 1.25 ms |  7 ms | 12.5 ms |         900 ns |  0.90 | 100 k/s |
            """);
    assertThat(tables.table(Work.W7))
        .contains("| landfall |               2 M/s |            1 M/s |          0.5 × |")
        .contains("|                1 ms |             9 ms |");
    assertThat(tables.table(Work.W8))
        .isEqualTo(
            """
            **W8** recovery with 100 MB of state

            | system   | recovery |           min – max | it ÷ landfall |
            | -------- | -------: | ------------------: | ------------: |
            | landfall |    50 ms |       50 ms – 50 ms |           1 × |
            | flink    | 1,000 ms | 1,000 ms – 1,000 ms |          20 × |
            """);
    assertThat(tables.table(Work.W4)).isEmpty();
  }

  @Test
  void judgeRatesAndCpuAlike() {
    rates(Work.W1, "landfall", 14_000_000, 200);
    rates(Work.W1, "flink", 4_000_000, 500);
    rates(Work.W1, "loop-mesh", 20_000_000, 100);

    assertThat(verdicts())
        .containsExactly(
            "reached  W1 landfall, rate: at least 3.5 × flink: 3.5 × (14 M/s against 4 M/s)",
            "MISSED   W1 landfall, CPU: at least 3.5 × less than flink: 2.5 × (200 ns against 500 ns)",
            "open     W1 landfall, rate: at least 6 × jet: not measured: jet",
            "open     W1 landfall, CPU: at least 6 × less than jet: not measured: jet",
            "open     W1 landfall, rate: at least 15 × storm-no-acks: not measured: storm-no-acks",
            "open     W1 landfall, CPU: at least 15 × less than storm-no-acks: not measured: storm-no-acks",
            "reached  W1 landfall, rate: at least 0.6 × loop-mesh: 0.7 × (14 M/s against 20 M/s)",
            "MISSED   W1 landfall, CPU: at most 1.67 × loop-mesh: 2 × (200 ns against 100 ns)");
  }

  @Test
  void judgeAgainstLimitsAndTheBestOfMany() {
    measured(Work.W8, "landfall", "", 1, "{\"recoveryMs\": 150}");
    measured(Work.W8, "flink", "", 1, "{\"recoveryMs\": 1200}");
    rates(Work.W5, "landfall", 200_000, 1_000);
    rates(Work.W5, "flink", 150_000, 3_000);
    rates(Work.W5, "jet", 100_000, 2_000);
    rates(Work.W5, "kafka-streams", 80_000, 4_000);
    rates(Work.W2, "landfall", 1, 100);
    rates(Work.W2S, "landfall", 1, 201);

    assertThat(verdicts())
        .contains(
            "MISSED   W2S landfall, CPU: at most 2 × W2 landfall: 2.01 × (201 ns against 100 ns)",
            "MISSED   W5 landfall, rate: at least 1.5 × the best of flink, jet, kafka-streams:"
                + " 1.33 × (200 k/s against 150 k/s of flink)",
            "reached  W5 landfall, CPU: at least 1.5 × less than the best of flink, jet, kafka-streams:"
                + " 2 × (1 µs against 2 µs of jet)",
            "reached  W8 landfall, recovery: at most 200 ms: 150 ms",
            "MISSED   W8 landfall, recovery: at least 10 × less than flink: 8 × (150 ms against 1,200 ms)");
  }

  @Test
  void areWrittenAsJson() {
    rates(Work.W1, "landfall", 14_000_000, 200);
    Machine machine = new Machine("P", 2, 1L << 34, "Java", "Linux", "2026-11-22");

    var tree =
        JsonWriter.tree(machine, "it/benchmarks/bench W1", results(), Targets.judge(results()));

    assertThat(tree.get("command").asText()).isEqualTo("it/benchmarks/bench W1");
    assertThat(tree.at("/machine/cores").asInt()).isEqualTo(2);
    assertThat(tree.at("/medians/0").toString())
        .startsWith(
            "{\"work\":\"W1\",\"system\":\"landfall\",\"setting\":\"\","
                + "\"perSecond\":{\"median\":1.4E7,\"min\":1.4E7,\"max\":1.4E7}");
    assertThat(tree.at("/targets/0").toString())
        .isEqualTo(
            "{\"work\":\"W1\",\"target\":\"W1 landfall, rate: at least 3.5 × flink\","
                + "\"state\":\"open\",\"line\":\"open     W1 landfall, rate: at least 3.5 × flink:"
                + " not measured: flink\"}");
    assertThat(tree.at("/runs/0/figures/cpuNs").asDouble()).isEqualTo(200);
    assertThat(tree.at("/runs/0/arguments").toString()).isEqualTo("[\"work=W1\",\"records=1000\"]");
    assertThat(machine.sentence())
        .isEqualTo("2026-11-22, 2 cores of P, 16 GiB of memory, Java, Linux");
    assertThat(Map.of("open", 8)).containsEntry("open", tree.get("targets").size());
  }
}
