package io.landfall.it.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static RunSpec spec(String... arguments) {
    return RunSpec.parse(arguments);
  }

  @Test
  void wordsFollowZipfsLaw() {
    Map<String, Integer> times = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      String[] words = Words.sentence(i).split(" ");
      assertThat(words).hasSize(Words.PER_SENTENCE);
      for (String word : words) {
        assertThat(word).matches("[a-p]{4,8}[0-9a-z]{1,3}");
        times.merge(word, 1, Integer::sum);
      }
    }
    assertThat(times).hasSize(Words.VOCABULARY);
    int[] sorted = times.values().stream().mapToInt(i -> -i).sorted().map(i -> -i).toArray();
    assertThat(sorted[0] / (double) sorted[9]).as("first to tenth").isBetween(8.0, 11.0);
  }

  @Test
  void positionsOfContiguousRangesLeadToAllIndexesOnce() {
    RunSpec spec = spec("work=W4", "records=12", "parallelism=3");
    assertThat(LongStream.range(0, 12).map(spec::interleaved))
        .containsExactly(0L, 3L, 6L, 9L, 1L, 4L, 7L, 10L, 2L, 5L, 8L, 11L);
    Set<Long> seen = new HashSet<>();
    IntStream.range(0, 3)
        .forEach(
            s -> LongStream.range(0, spec.inputsOf(s)).forEach(n -> seen.add(spec.indexOf(s, n))));
    assertThat(seen).hasSize(12);
  }

  @Test
  void eventsAreNeverLaterThanTheDisorderAllows() {
    long newest = Long.MIN_VALUE;
    for (int i = 0; i < 100_000; i++) {
      long time = Events.windowed(i).time;
      newest = Math.max(newest, time);
      assertThat(time).isGreaterThan(newest - Events.DISORDER_MS).isNotNegative();
    }
  }

  @Test
  void aSpecThatIsNotUnderstoodIsRefused() {
    assertThatThrownBy(() -> spec("records=10")).hasMessageContaining("no work=");
    assertThatThrownBy(() -> spec("work=W1", "fast")).hasMessageContaining("'fast'");
    assertThatThrownBy(() -> spec("work=W1", "records=25")).hasMessageContaining("evenly");
  }

  @Test
  void aStopwatchEndsWhenTheSinksHaveSeenAll() throws Exception {
    RunSpec spec = spec("work=W4", "records=1000", "warmup=100");
    Stopwatch stopwatch = new Stopwatch(spec);
    Thread job =
        new Thread(
            () -> {
              SinkMeter sink = Stopwatch.newSink();
              for (int i = 0; i < 1_000; i++) {
                sink.add(i);
              }
            });
    job.start();
    String report = stopwatch.await().toString();
    job.join();
    assertThat(report)
        .contains("\"work\": \"W4\"")
        .contains("\"outputs\": 1000")
        .contains("\"checksum\": \"" + Long.toHexString(499_500) + '"');
  }

  @Test
  void whatIsAnnouncedEndsTheMeasurementAndTheWaitGoesOnForWhatItIs() throws Exception {
    Stopwatch stopwatch = new Stopwatch(spec("work=W5", "records=1000", "warmup=100"));
    FutureTask<Report> report = new FutureTask<>(stopwatch::await);
    new Thread(report).start();
    SinkMeter sink = Stopwatch.newSink();

    sink.announce(100);
    sink.announce(1_003);
    assertThatThrownBy(() -> report.get(100, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    for (int i = 0; i < 1_000; i++) {
      sink.add(i);
    }

    assertThat(report.get(10, TimeUnit.SECONDS).toString()).contains("\"outputs\": 1000");
  }

  @Test
  void aJobThatFailsEndsTheWait() {
    Stopwatch stopwatch = new Stopwatch(spec("work=W7", "records=1000"));
    Stopwatch.fail(new IllegalArgumentException("no"));
    assertThatThrownBy(stopwatch::await).hasRootCauseMessage("no");
  }
}
