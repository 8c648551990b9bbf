package io.landfall.it.wordcount;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.Dist;
import io.landfall.it.process.LandfallProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarFile;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Exactly once, through any death: the process is killed at random moments of its life (start,
 * restore, checkpoint, steady run, end), started again each time, and every count must be right.
 *
 * <p>{@code -Dlandfall.it.kills=20} for more moments a test, {@code -Dlandfall.it.seed=...} for the
 * same ones again.
 */
class WordCountCrashIT {

  private static final int KILLS = Integer.getInteger("landfall.it.kills", 2);
  private static final long SEED =
      Long.getLong("landfall.it.seed", 0) == 0
          ? System.nanoTime()
          : Long.getLong("landfall.it.seed");

  /** A JVM takes part of a second to begin; the whole text takes some seconds at this rate. */
  private static final int EARLIEST_MS = 300;

  private static final int LATEST_MS = 3_600;
  private static final String LINES_PER_SECOND = "16000";

  @TempDir private static Path texts;
  private static Path text;
  private static Map<String, Long> expected;

  @TempDir private Path folder;

  @BeforeAll
  static void countIndependently() throws IOException {
    text = texts.resolve("shakespeare.txt");
    try (JarFile jar = new JarFile(Dist.examplesJar().toFile());
        InputStream in =
            new GZIPInputStream(
                jar.getInputStream(jar.getEntry("io/landfall/examples/text/shakespeare.txt.gz")))) {
      Files.copy(in, text);
    }
    expected = IndependentCount.ofText(text);
    assertThat(expected).hasSize(11_455);
    assertThat(expected.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(208_503);
  }

  @ParameterizedTest(
      name = "parallelism {0}, position kept by the spout: {1}, a bolt that throws: {2}")
  @CsvSource({
    "1, true, false",
    "2, true, false",
    "7, true, false",
    "1, false, false",
    "7, false, false",
    "2, true, true",
    "2, false, true",
    // So many that the tasks of one thread share channels.
    "40, true, true"
  })
  void countsExactlyThroughKills(int parallelism, boolean keepsPosition, boolean throwing)
      throws Exception {
    Random random = new Random(SEED + parallelism * 31 + (keepsPosition ? 1 : 0));
    List<Integer> killedAtMs = new ArrayList<>();
    String[] command = command(parallelism, keepsPosition, throwing);

    while (killedAtMs.size() < KILLS) {
      int atMs = EARLIEST_MS + random.nextInt(LATEST_MS - EARLIEST_MS);
      try (LandfallProcess run = LandfallProcess.start(folder, command)) {
        if (run.endsWithin(Duration.ofMillis(atMs))) {
          assertThat(run.exitCode()).as(run.err()).isZero();
          break;
        }
        run.kill();
        killedAtMs.add(atMs);
      }
    }
    try (LandfallProcess run = LandfallProcess.start(folder, command)) {
      assertThat(run.exitCode()).as(run.err()).isZero();
    }

    Map<String, Long> counted = IndependentCount.inParts(folder.resolve("counts"));
    assertThat(IndependentCount.differences(counted, expected))
        .as("seed %d, killed at %s ms", SEED, killedAtMs)
        .isEmpty();
  }

  private String[] command(int parallelism, boolean keepsPosition, boolean throwing) {
    List<String> words = new ArrayList<>(List.of("storm", "jar", "--progress", "off"));
    words.addAll(List.of("--state-dir", "state", "--checkpoint-interval", "200ms"));
    words.addAll(List.of("--until-idle", "500ms"));
    if (throwing) {
      words.addAll(List.of("--set", "restart.strategy=fixed", "--set", "restart.attempts=1000"));
    }
    words.addAll(
        List.of(Dist.examplesJar().toString(), "io.landfall.examples.storm.WordCountTopology"));
    words.addAll(List.of("--rate", LINES_PER_SECOND, "--parallelism", "" + parallelism));
    if (!keepsPosition) {
      words.addAll(List.of("--redeliver", "queue"));
    }
    if (throwing) {
      words.addAll(List.of("--fail-probability", "0.00003"));
    }
    words.addAll(List.of(text.toString(), "counts"));
    return words.toArray(String[]::new);
  }
}
