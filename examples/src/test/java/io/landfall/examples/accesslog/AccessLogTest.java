package io.landfall.examples.accesslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.SinkFunction;
import io.landfall.api.time.WatermarkGenerator;
import io.landfall.api.time.WatermarkOutput;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.operators.source.TextFileSource;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real log; the answers were computed without any of our code. */
@Timeout(60)
class AccessLogTest {

  private static final long SIZE_MS = 10_000;

  /** What sinks get; they are copied, so it cannot be theirs. One test at a time. */
  private static final ConcurrentLinkedQueue<Object> RESULTS = new ConcurrentLinkedQueue<>();

  private static final ConcurrentLinkedQueue<Hit> LATE = new ConcurrentLinkedQueue<>();

  private final SinkFunction<Object> results = value -> RESULTS.add(value);
  private final SinkFunction<Hit> late = value -> LATE.add(value);

  @BeforeEach
  void forget() {
    RESULTS.clear();
    LATE.clear();
  }

  private static Path log() throws Exception {
    return Path.of(AccessLogTest.class.getResource("web-access-2015.log.gz").toURI());
  }

  private static Map<Instant, Long> hitsByTime() {
    Map<Instant, Long> times = new TreeMap<>();
    for (Object each : RESULTS) {
      HitsPerHour.Hits hits = (HitsPerHour.Hits) each;
      times.merge(hits.from(), hits.hits(), Long::sum);
    }
    return times;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void countsHitsOfEachHour(int parallelism) throws Exception {
    StreamEnvironment env = StreamEnvironment.create("hits").parallelism(parallelism);
    var hours =
        HitsPerHour.of(
            env.from(TextFileSource.of(log())).parallelism(1),
            Duration.ofHours(1),
            WatermarkStrategy.boundedOutOfOrderness(Duration.ofSeconds(60)));
    hours.sink(results);
    hours.sideOutput(HitsPerHour.LATE).sink(late);
    env.execute();

    assertThat(LATE).isEmpty();
    assertThat(hitsByTime())
        .hasSize(84)
        .containsEntry(Instant.parse("2015-05-17T10:00:00Z"), 74L)
        .containsEntry(Instant.parse("2015-05-17T11:00:00Z"), 111L)
        .containsEntry(Instant.parse("2015-05-17T12:00:00Z"), 115L)
        .containsEntry(Instant.parse("2015-05-19T19:00:00Z"), 136L)
        .containsEntry(Instant.parse("2015-05-19T14:00:00Z"), 134L)
        .containsEntry(Instant.parse("2015-05-18T15:00:00Z"), 133L);
    assertThat(
            RESULTS.stream()
                .map(HitsPerHour.Hits.class::cast)
                .collect(
                    Collectors.groupingBy(
                        HitsPerHour.Hits::status, Collectors.summingLong(HitsPerHour.Hits::hits))))
        .isEqualTo(
            Map.of(
                200, 9_126L, 206, 45L, 301, 164L, 304, 445L, 403, 2L, 404, 213L, 416, 2L, 500, 3L));
  }

  /** Believes that lines come in order, and says so at once. */
  private static final class NoPatience implements WatermarkGenerator<Hit> {
    @Override
    public void onEvent(Hit hit, long timestampMs, WatermarkOutput output) {
      output.emitWatermark(timestampMs - 1);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  @Test
  void setsLateLinesAside() throws Exception {
    StreamEnvironment env = StreamEnvironment.create("impatient").parallelism(1);
    var hours =
        HitsPerHour.of(
            env.from(TextFileSource.of(log())),
            Duration.ofMillis(SIZE_MS),
            WatermarkStrategy.of(NoPatience::new));
    hours.sink(results);
    hours.sideOutput(HitsPerHour.LATE).sink(late);
    env.execute();

    // As many as another program finds.
    List<Hit> expectedLate = new ArrayList<>();
    long latestMs = Long.MIN_VALUE;
    for (Hit hit : hits()) {
      if (hit.atMs() / SIZE_MS * SIZE_MS + SIZE_MS <= latestMs) {
        expectedLate.add(hit);
      }
      latestMs = Math.max(latestMs, hit.atMs());
    }
    assertThat(expectedLate).hasSize(8_144);
    assertThat(LATE).containsExactlyElementsOf(expectedLate);
    assertThat(hitsByTime().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(10_000 - expectedLate.size());
  }

  private static List<Hit> hits() throws Exception {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(log())), StandardCharsets.UTF_8))) {
      return lines.lines().map(Hit::parse).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void findsTheTopPages(int parallelism) throws Exception {
    StreamEnvironment env = StreamEnvironment.create("top").parallelism(parallelism);
    // Weeks of the epoch start on Thursdays: all of the log is in one.
    TopPages.of(env.from(TextFileSource.of(log())).parallelism(1), Duration.ofDays(7), 5)
        .sink(results);
    env.execute();

    assertThat(RESULTS)
        .containsExactly(
            new TopPages.Top(
                Instant.parse("2015-05-14T00:00:00Z"),
                List.of(
                    new TopPages.Page("/favicon.ico", 807),
                    new TopPages.Page("/style2.css", 546),
                    new TopPages.Page("/reset.css", 538),
                    new TopPages.Page("/images/jordan-80.png", 533),
                    new TopPages.Page("/images/web/2009/banner.png", 516))));
  }
}
