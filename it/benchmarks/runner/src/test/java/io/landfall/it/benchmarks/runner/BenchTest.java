package io.landfall.it.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.it.benchmarks.workload.Work;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  private int bench(List<Variant> variants, String... args) {
    Catalogue catalogue =
        new Catalogue(
            variants.stream().map(variant -> new Entry(Work.W1, variant, 1_000)).toList());
    return bench(catalogue, args);
  }

  private int bench(Catalogue catalogue, String... args) {
    return new Bench(
            catalogue,
            FakeSystem.FakeBroker.launch(),
            Map.of(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .execute(args);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private List<String> err() {
    return Arrays.asList(
        err.toString(StandardCharsets.UTF_8).replaceAll("took \\S+ ms", "took").split("\\R"));
  }

  @Test
  void runsInTurnAndTellsWhatCameOfIt() throws Exception {
    Path json = folder.resolve("out.json");
    Path plot = folder.resolve("out.svg");
    List<Variant> variants =
        List.of(
            FakeSystem.variant("landfall", "speed=4000000"),
            FakeSystem.variant("flink", "speed=1000000"));

    int code = bench(variants, "w1", "--rounds", "2", "--json", "" + json, "--plot", "" + plot);

    assertThat(err())
        .containsExactly(
            "[1/6] W1 landfall, results: checksum abc of 200000 outputs, took",
            "[2/6] W1 flink, results: checksum abc of 200000 outputs, took",
            "[3/6] W1 landfall, round 1: rate 4 M/s, CPU 50.5 ns, cores 1.90, allocated 0.25 B, took",
            "[4/6] W1 flink, round 1: rate 1 M/s, CPU 50.5 ns, cores 1.90, allocated 0.25 B, took",
            "[5/6] W1 landfall, round 2: rate 4 M/s, CPU 50.5 ns, cores 1.90, allocated 0.25 B, took",
            "[6/6] W1 flink, round 2: rate 1 M/s, CPU 50.5 ns, cores 1.90, allocated 0.25 B, took");
    assertThat(out())
        .contains("| flink    | 1 M/s | 1 M/s – 1 M/s |        50.5 ns |")
        .contains("    reached  W1 landfall, rate: at least 3.5 × flink: 4 × (4 M/s against 1 M/s)")
        .contains("    MISSED   W1 landfall, CPU: at least 3.5 × less than flink: 1 × ")
        .contains("\nMeasured on: ")
        .contains("\nBy: it/benchmarks/bench w1 --rounds 2 --json ");
    assertThat(code).isZero();
    assertThat(new ObjectMapper().readTree(json.toFile()).get("runs")).hasSize(6);
    assertThat(Files.readString(plot)).contains("<svg");
  }

  @Test
  void checksTargetsIfAsked() {
    List<Variant> variants = List.of(FakeSystem.variant("landfall"), FakeSystem.variant("flink"));

    assertThat(bench(variants, "--rounds", "1", "--check")).isEqualTo(1);
    assertThat(out()).contains("    MISSED   ").doesNotContain("Not well");
  }

  @Test
  void measuresNothingWhereResultsDiffer() {
    List<Variant> variants =
        List.of(FakeSystem.variant("landfall"), FakeSystem.variant("flink", "checksum=def"));

    assertThat(bench(variants)).isEqualTo(1);
    String sentence =
        "W1 records=200000: results differ: checksum abc of 200000 outputs by landfall;"
            + " checksum def of 200000 outputs by flink";
    assertThat(err()).hasSize(3).contains(sentence);
    assertThat(out()).contains("Not well:\n\n    " + sentence).doesNotContain("|");
  }

  @Test
  void goesOnWithoutASystemThatFails() {
    List<Variant> variants =
        List.of(FakeSystem.variant("flink", "does=fails"), FakeSystem.variant("landfall"));

    assertThat(bench(variants, "--rounds", "1")).isEqualTo(1);
    assertThat(err())
        .startsWith(
            "[1/4] W1 flink, results: ended with exit code 1",
            "    the cause",
            "      at some line",
            "[2/4] W1 landfall, results: checksum abc of 200000 outputs, took")
        .last()
        .asString()
        .startsWith("[4/4] W1 landfall, round 1: rate 1 M/s");
    assertThat(out())
        .contains("    open     W1 landfall, rate: at least 3.5 × flink: not measured: flink")
        .contains("    W1 flink: ended with exit code 1");
  }

  @Test
  void startsTheBrokerForThoseWhoNeedIt() {
    Variant needy =
        new Variant("landfall", "landfall", FakeSystem.launch(), List.of(), true, "made up");

    assertThat(bench(List.of(needy), "--rounds", "1")).isZero();
  }

  @Test
  void refusesMistakesInOneSentence() {
    assertThat(bench(Catalogue.standard(), "W6")).isEqualTo(2);
    assertThat(bench(Catalogue.standard(), "--rounds", "0")).isEqualTo(2);
    assertThat(bench(Catalogue.standard(), "--plot", "a.gif")).isEqualTo(2);
    assertThat(bench(Catalogue.standard(), "--json", "/no/such/folder/a.json")).isEqualTo(2);
    assertThat(bench(Catalogue.standard(), "--root", "/nowhere", "--systems", "jet")).isEqualTo(2);
    assertThat(bench(Catalogue.standard(), "--rouns", "0")).isEqualTo(2);

    assertThat(err())
        .containsExactly(
            "bench: there is no work 'W6'; there are W1, W2, W2S, W3, W4, W5, W7, W8, W9, W10",
            "bench: --rounds: found 0, expected 1 or more",
            "bench: --plot: found a.gif, expected a name in .svg or .png",
            "bench: cannot write /no/such/folder/a.json: /no/such/folder is no folder that can be"
                + " written to",
            "bench: module it/benchmarks/jet is not built: there is no"
                + " /nowhere/it/benchmarks/jet/target/classpath.txt; build it, or name the systems"
                + " that are to run with --systems",
            "bench: Unknown option: '--rouns'; see it/benchmarks/bench --help");
    assertThat(out()).isEmpty();
  }
}
