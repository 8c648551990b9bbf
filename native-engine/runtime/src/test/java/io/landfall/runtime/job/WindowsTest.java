package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.DataStream;
import io.landfall.api.KeyedStream;
import io.landfall.api.OperatorStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.Collector;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.SinkFunction;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.CumulatingWindows;
import io.landfall.api.window.GlobalWindow;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.SessionWindows;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each family of windows on the engine itself: real watermarks, channels, state and recoveries. */
@Timeout(60)
class WindowsTest {

  private static final int HITS = 20_000;
  private static final int KEYS = 7;
  private static final Duration DISORDER = Duration.ofMillis(40);
  private static final OutputTag<Hit> LATE = new OutputTag<>("late");

  record Hit(String page, long atMs) {}

  record Count(String page, long startMs, long endMs, long hits) {}

  /** One a ms, up to 40 ms late; a silence of a second after each 3,000. */
  private static Hit hit(long i) {
    return new Hit("page" + i % KEYS, i + i / 3_000 * 1_000 - i * 31 % 41);
  }

  private static KeyedStream<Hit, String> hits(StreamEnvironment env) {
    return timed(env.generate(HITS, WindowsTest::hit).parallelism(1)).keyBy(Hit::page);
  }

  private static OperatorStream<Hit> timed(DataStream<Hit> hits) {
    return hits.watermarks(
            WatermarkStrategy.<Hit>boundedOutOfOrderness(DISORDER)
                .withTimestamps((hit, before) -> hit.atMs()))
        .parallelism(1);
  }

  private static OperatorStream<Count> counted(
      KeyedStream<Hit, String> hits, WindowAssigner<? super Hit, TimeWindow> windows) {
    return hits.window(windows)
        .sideOutputLateData(LATE)
        .aggregate(
            Aggregates.count(),
            (page, window, count) -> new Count(page, window.startMs(), window.endMs(), count));
  }

  private static StreamEnvironment env(int parallelism) {
    return StreamEnvironment.create("windows")
        .parallelism(parallelism)
        .set(JobOptions.WATERMARK_INTERVAL, Duration.ofMillis(2));
  }

  /** What a straightforward look at all hits says of each window that has any. */
  private static List<Count> expected(
      List<TimeWindow> windows, BiFunction<TimeWindow, Hit, Boolean> in) {
    List<Count> counts = new ArrayList<>();
    for (TimeWindow window : windows) {
      long[] perPage = new long[KEYS];
      for (long i = 0; i < HITS; i++) {
        if (in.apply(window, hit(i))) {
          perPage[(int) (i % KEYS)]++;
        }
      }
      for (int page = 0; page < KEYS; page++) {
        if (perPage[page] > 0) {
          counts.add(new Count("page" + page, window.startMs(), window.endMs(), perPage[page]));
        }
      }
    }
    return counts;
  }

  private static boolean contains(TimeWindow window, Hit hit) {
    return hit.atMs() >= window.startMs() && hit.atMs() < window.endMs();
  }

  private static List<TimeWindow> windows(long firstMs, long slideMs, long sizeMs) {
    return LongStream.range(0, (30_000 + sizeMs) / slideMs)
        .mapToObj(i -> new TimeWindow(firstMs + i * slideMs, firstMs + i * slideMs + sizeMs))
        .toList();
  }

  private static void check(
      WindowAssigner<Object, TimeWindow> assigner, int parallelism, List<Count> expected)
      throws Exception {
    Collected<Count> collected = new Collected<>();
    Collected<Hit> late = new Collected<>();
    StreamEnvironment env = env(parallelism);
    OperatorStream<Count> counted = counted(hits(env), assigner);
    counted.sideOutput(LATE).sink(late);
    counted.sink(collected);

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(late.values()).isEmpty();
    assertThat(collected.values()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void countsInTumblingWindows(int parallelism) throws Exception {
    check(
        TumblingWindows.eventTime(Duration.ofMillis(500)).withOffset(Duration.ofMillis(70)),
        parallelism,
        expected(windows(-430, 500, 500), WindowsTest::contains));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void countsInSlidingWindows(int parallelism) throws Exception {
    check(
        SlidingWindows.eventTime(Duration.ofMillis(500), Duration.ofMillis(200)),
        parallelism,
        expected(windows(-600, 200, 500), WindowsTest::contains));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void countsInCumulatingWindows(int parallelism) throws Exception {
    List<TimeWindow> windows = new ArrayList<>();
    for (long stepMs = 250; stepMs <= 1_000; stepMs += 250) {
      windows.addAll(windows(-1_000, 1_000, stepMs));
    }
    check(
        CumulatingWindows.eventTime(Duration.ofMillis(1_000), Duration.ofMillis(250)),
        parallelism,
        expected(windows, WindowsTest::contains));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void countsInSessions(int parallelism) throws Exception {
    long gapMs = 500;
    List<Count> expected = new ArrayList<>();
    for (int page = 0; page < KEYS; page++) {
      String name = "page" + page;
      List<Long> times =
          LongStream.range(0, HITS)
              .mapToObj(WindowsTest::hit)
              .filter(hit -> hit.page().equals(name))
              .map(Hit::atMs)
              .sorted()
              .toList();
      long start = times.get(0);
      long count = 0;
      for (int i = 0; i < times.size(); i++) {
        count++;
        if (i + 1 == times.size() || times.get(i + 1) - times.get(i) > gapMs) {
          expected.add(new Count(name, start, times.get(i) + gapMs, count));
          start = i + 1 < times.size() ? times.get(i + 1) : 0;
          count = 0;
        }
      }
    }
    assertThat(expected).hasSize(KEYS * 7);
    check(SessionWindows.eventTime(Duration.ofMillis(gapMs)), parallelism, expected);
  }

  @Test
  void countsRecordsInWindowsOfRecords() throws Exception {
    Collected<Long> tumbling = new Collected<>();
    Collected<Long> sliding = new Collected<>();
    StreamEnvironment env = env(2);
    KeyedStream<Hit, String> hits = hits(env);
    hits.countWindow(1_000).count().sink(tumbling);
    hits.countWindow(300, 1_000).count().sink(sliding);
    env.execute();

    // 20,000 hits of 7 pages are 2,857 or 2,858 each.
    assertThat(tumbling.values()).hasSize(14).containsOnly(1_000L);
    assertThat(sliding.values()).hasSize(14).containsOnly(300L);
  }

  @Test
  void firesAGlobalWindowByItsTriggerOrAtTheEndOfTheInput() throws Exception {
    Collected<Long> byTrigger = new Collected<>();
    Collected<Long> atTheEnd = new Collected<>();
    Collected<Long> never = new Collected<>();
    StreamEnvironment env = env(2);
    KeyedStream<Hit, String> hits = hits(env);
    hits.window(GlobalWindows.create()).trigger(CountTrigger.of(2_000)).count().sink(byTrigger);
    hits.window(GlobalWindows.firingAtEndOfInput()).count().sink(atTheEnd);
    hits.window(GlobalWindows.create()).count().sink(never);
    env.execute();

    assertThat(byTrigger.values()).containsOnly(2_000L).hasSize(7);
    assertThat(atTheEnd.values())
        .containsExactlyInAnyOrder(2_858L, 2_857L, 2_857L, 2_857L, 2_857L, 2_857L, 2_857L);
    assertThat(never.values()).isEmpty();
  }

  @Test
  void computesWindowsOverAllRecordsWhateverTheParallelism() throws Exception {
    Collected<Long> collected = new Collected<>();
    StreamEnvironment env = env(3);
    timed(env.generate(HITS, WindowsTest::hit).parallelism(1))
        .rebalance()
        .map(hit -> hit)
        .windowAll(TumblingWindows.eventTime(Duration.ofDays(1)))
        .aggregate(Aggregates.count(), (window, count) -> count)
        .sink(collected);
    env.execute();

    assertThat(collected.values().stream().mapToLong(n -> n).sum()).isEqualTo(HITS);
    assertThat(collected.values()).as("before 1970, and since").hasSize(2);
  }

  private static final CountDownLatch FIRED = new CountDownLatch(20);

  @Test
  void firesWindowsOfProcessingTimeWhileTheJobRuns() throws Exception {
    Collected<Count> collected = new Collected<>();
    SinkFunction<Count> countDown = count -> FIRED.countDown();
    StreamEnvironment env = env(2);
    OperatorStream<Count> counted =
        counted(
            env.generate(Long.MAX_VALUE, 5_000, WindowsTest::hit).keyBy(Hit::page),
            TumblingWindows.processingTime(Duration.ofMillis(20)));
    counted.sink(collected);
    counted.sink(countDown);
    JobHandle job = env.executeAsync();

    assertThat(FIRED.await(30, TimeUnit.SECONDS)).isTrue();
    job.cancel();
    job.await();
    assertThat(collected.values())
        .allSatisfy(
            count -> {
              assertThat(count.startMs() % 20).isZero();
              assertThat(count.endMs()).isEqualTo(count.startMs() + 20);
              assertThat(count.hits()).isPositive();
            });
    assertThat(collected.values())
        .as("each window fires once")
        .extracting(count -> count.page() + count.startMs())
        .doesNotHaveDuplicates();
  }

  private static final AtomicInteger FAILURES = new AtomicInteger();

  private static StreamEnvironment recovering() {
    FAILURES.set(0);
    return env(2)
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20))
        .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1))
        .set(JobOptions.RESTART, Restart.FIXED)
        .set(JobOptions.RESTART_ATTEMPTS, 1_000);
  }

  private static KeyedStream<Hit, String> failing(StreamEnvironment env) {
    return timed(
            env.generate(HITS, 40_000, WindowsTest::hit)
                .parallelism(1)
                .map(new FailsAt(List.of(3_000L, 9_000L, 17_000L)))
                .parallelism(1))
        .keyBy(Hit::page);
  }

  @Test
  void countsWindowsOfRecordsThroughFailures() throws Exception {
    ExactlyOnceSink<Long> tumbling = new ExactlyOnceSink<>();
    ExactlyOnceSink<Long> sliding = new ExactlyOnceSink<>();
    StreamEnvironment env = recovering();
    KeyedStream<Hit, String> hits = failing(env);
    hits.countWindow(100).count().sinkTo(tumbling);
    hits.countWindow(150, 100).process(new Size()).sinkTo(sliding);
    env.execute();

    assertThat(FAILURES).hasValue(3);
    assertThat(tumbling.committed()).hasSize(28 * KEYS).containsOnly(100L);
    assertThat(sliding.committed().stream().filter(size -> size == 100)).hasSize(KEYS);
    assertThat(sliding.committed().stream().filter(size -> size == 150)).hasSize(27 * KEYS);
  }

  private static final class Size
      implements ProcessWindowFunction<Hit, Long, String, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        String key, WindowContext<GlobalWindow> context, Iterable<Hit> hits, Collector<Long> out) {
      long size = 0;
      for (Hit hit : hits) {
        assertThat(hit.page()).isEqualTo(key);
        size++;
      }
      out.collect(size);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void countsEachHitOnceThroughFailures(boolean sessions) throws Exception {
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    StreamEnvironment env = recovering();
    WindowAssigner<Object, TimeWindow> windows =
        sessions
            ? SessionWindows.eventTime(Duration.ofMillis(500))
            : SlidingWindows.eventTime(Duration.ofMillis(500), Duration.ofMillis(250));
    OperatorStream<Count> counted = counted(failing(env), windows);
    Collected<Hit> late = new Collected<>();
    counted.sideOutput(LATE).sink(late);
    counted.sinkTo(sink);
    JobHandle job = env.executeAsync();

    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);
    assertThat(FAILURES).hasValue(3);
    assertThat(late.values()).isEmpty();
    assertThat(sink.committed()).doesNotHaveDuplicates();
    assertThat(sink.committed().stream().mapToLong(Count::hits).sum())
        .isEqualTo(sessions ? HITS : 2 * HITS);
  }

  /**
   * Fails once at each of some hits, told by how many came before it in this attempt or another.
   */
  private static final class FailsAt implements MapFunction<Hit, Hit> {
    private static final long serialVersionUID = 1L;
    private final List<Long> indexes;

    FailsAt(List<Long> indexes) {
      this.indexes = new ArrayList<>(indexes);
    }

    @Override
    public Hit map(Hit hit) {
      int failures = FAILURES.get();
      if (failures < indexes.size() && hit.equals(WindowsTest.hit(indexes.get(failures)))) {
        FAILURES.incrementAndGet();
        throw new IllegalStateException("injected");
      }
      return hit;
    }
  }
}
