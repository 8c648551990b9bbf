package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.DataStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.SequenceSource;
import io.landfall.api.function.Accumulators;
import io.landfall.api.function.BroadcastProcessFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.Counter;
import io.landfall.api.function.Histogram;
import io.landfall.api.function.KeyedBroadcastProcessFunction;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.Meter;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.api.time.WatermarkStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamFeaturesTest {

  /** Puts the subtask's index before the record. */
  private static final class Marked implements MapFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private transient int index;

    @Override
    public void open(RuntimeContext context) {
      index = context.subtaskIndex();
    }

    @Override
    public String map(String value) {
      return index + "<" + value;
    }
  }

  /** How many records have gone from which subtask to which. */
  private static Map<String, Integer> ways(
      int before, int behind, UnaryOperator<DataStream<String>> partitioned) throws Exception {
    Collected<String> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("ways");
    DataStream<String> marked =
        env.generate(1_200, i -> "")
            .parallelism(1)
            .rebalance()
            .map(new Marked())
            .parallelism(before);
    partitioned.apply(marked).map(new Marked()).parallelism(behind).startNewChain().sink(collected);
    env.execute();
    Map<String, Integer> ways = new HashMap<>();
    collected.values().forEach(way -> ways.merge(way, 1, Integer::sum));
    return ways;
  }

  @Test
  void rescalesToAShareOfTheSubtasksInTurn() throws Exception {
    assertThat(ways(2, 4, DataStream::rescale))
        .isEqualTo(Map.of("0<0<", 300, "1<0<", 300, "2<1<", 300, "3<1<", 300));
    assertThat(ways(4, 2, DataStream::rescale))
        .isEqualTo(Map.of("0<0<", 300, "0<1<", 300, "1<2<", 300, "1<3<", 300));
  }

  @Test
  void forwardsToTheSubtaskWithTheSameNumber() throws Exception {
    assertThat(ways(3, 3, DataStream::forward))
        .isEqualTo(Map.of("0<0<", 400, "1<1<", 400, "2<2<", 400));
  }

  @Test
  void shufflesToAllSubtasks() throws Exception {
    Map<String, Integer> ways = ways(2, 3, DataStream::shuffle);

    assertThat(ways).hasSize(6);
    assertThat(ways.values()).allMatch(count -> count > 120 && count < 280);
    assertThat(ways.values().stream().mapToInt(count -> count).sum()).isEqualTo(1_200);
  }

  @Test
  void aggregatesWhatEachKeyHasHadSoFar() throws Exception {
    record Sale(String shop, long cents) {}
    Collected<Object> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("running");
    var sales =
        env.fromElements(new Sale("a", 5), new Sale("b", 9), new Sale("a", 3), new Sale("a", 3))
            .keyBy(Sale::shop);
    sales.count().map(n -> "count " + n).sink(collected);
    sales.sumLong(Sale::cents).map(n -> "sum " + n).sink(collected);
    sales.sumDouble(sale -> sale.cents() / 2.0).map(n -> "half " + n).sink(collected);
    sales.min(Sale::cents).map(n -> "min " + n).sink(collected);
    sales.max(Sale::cents).map(n -> "max " + n).sink(collected);
    sales.minBy(Sale::cents).map(sale -> "minBy " + sale.shop() + sale.cents()).sink(collected);
    sales.maxBy(Sale::cents).map(sale -> "maxBy " + sale.shop() + sale.cents()).sink(collected);
    env.execute();

    assertThat(collected.values())
        .containsExactlyInAnyOrder(
            "count 1",
            "count 1",
            "count 2",
            "count 3",
            "sum 5",
            "sum 9",
            "sum 8",
            "sum 11",
            "half 2.5",
            "half 4.5",
            "half 4.0",
            "half 5.5",
            "min 5",
            "min 9",
            "min 3",
            "min 3",
            "max 5",
            "max 9",
            "max 5",
            "max 5",
            "minBy a5",
            "minBy b9",
            "minBy a3",
            "minBy a3",
            "maxBy a5",
            "maxBy b9",
            "maxBy a5",
            "maxBy a5");
  }

  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  private static final class Measured implements MapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient Accumulators.LongSum records;
    private transient Accumulators.LongMax largest;
    private transient Counter counter;
    private transient Meter meter;
    private transient Histogram histogram;
    private transient long last;

    @Override
    public void open(RuntimeContext context) {
      records = context.accumulator("records", new Accumulators.LongSum());
      largest = context.accumulator("largest", new Accumulators.LongMax());
      counter = context.counter("seen");
      meter = context.meter("meter");
      histogram = context.histogram("sizes");
      context.gauge("last", () -> last);
    }

    @Override
    public Long map(Long value) {
      if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("once");
      }
      records.add(1);
      largest.add(value);
      counter.add(1);
      meter.mark(1);
      histogram.update(value);
      last = value;
      return value;
    }
  }

  @Test
  void accumulatesExactlyOnceThroughAFailure() throws Exception {
    FAILURES_LEFT.set(0);
    StreamEnvironment env =
        StreamEnvironment.create("accumulated")
            .parallelism(2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10))
            .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1));
    env.generate(1_000, 1_000, i -> i).map(new Measured()).name("measured").sink(value -> {});
    JobHandle job = env.executeAsync();
    job.checkpoint().get();
    FAILURES_LEFT.set(1);

    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);
    assertThat(job.lastFailure()).hasMessage("once");
    assertThat(job.accumulators()).isEqualTo(Map.of("records", 1_000L, "largest", 999L));
  }

  @Test
  void showsTheUsersMetrics() throws Exception {
    FAILURES_LEFT.set(0);
    StreamEnvironment env = StreamEnvironment.create("measured");
    env.generate(100, i -> i + 1).map(new Measured()).name("measured").sink(value -> {});
    JobHandle job = env.executeAsync();
    job.await();

    assertThat(job.metrics())
        .containsEntry("measured.0.seen", 100L)
        .containsEntry("measured.0.meter", 100L)
        .containsKey("measured.0.meter.per-second")
        .containsEntry("measured.0.sizes.count", 100L)
        .containsEntry("measured.0.sizes.max", 100L)
        .containsEntry("measured.0.sizes.p50", 51L)
        .containsEntry("measured.0.last", 100L);
  }

  private static final BroadcastStateDescriptor<String, Long> FACTORS =
      BroadcastStateDescriptor.of("factors");

  /** Of the job that is to be saved: the rule has come to this many subtasks. */
  private static volatile CountDownLatch ruleSeen;

  private static final class Multiplied implements BroadcastProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(Long value, ReadOnlyContext context, Collector<Long> out) {
      Long factor = context.broadcastState(FACTORS).get("all");
      out.collect(factor == null ? -1 : value * factor);
    }

    @Override
    public void processBroadcast(Long factor, Context context, Collector<Long> out) {
      context.broadcastState(FACTORS).put("all", factor);
      ruleSeen.countDown();
    }
  }

  private static void multiply(
      StreamEnvironment env, long numbers, long rules, int parallelism, Collected<Long> results) {
    env.from(new SequenceSource<>("numbers", i -> i, numbers, SequenceSource.UNLIMITED))
        .uid("numbers")
        .rebalance()
        .connect(env.generate(rules, i -> 10L).uid("rules").broadcast(FACTORS))
        .process(new Multiplied())
        .uid("multiplied")
        .parallelism(parallelism)
        .sink(results)
        .uid("results");
  }

  @Test
  void broadcastStateGoesToAllSubtasksOfAnotherParallelism(@TempDir Path folder) throws Exception {
    ruleSeen = new CountDownLatch(2);
    StreamEnvironment first = StreamEnvironment.create("broadcast");
    multiply(first, Long.MAX_VALUE, 1, 2, new Collected<>());
    JobHandle job = first.executeAsync();
    ruleSeen.await();
    Path savepoint = job.savepoint(folder.resolve("savepoint")).get();
    job.cancel();
    job.await();

    Collected<Long> results = new Collected<>();
    StreamEnvironment second =
        StreamEnvironment.create("broadcast")
            .set(JobOptions.RESTORE_FROM, savepoint.toString())
            .set(JobOptions.ALLOW_DROPPED_STATE, true);
    second
        .fromCollection(LongStream.range(0, 30).boxed().toList())
        .uid("other-numbers")
        .rebalance()
        .connect(second.generate(1, i -> 10L).uid("rules").broadcast(FACTORS))
        .process(new Multiplied())
        .uid("multiplied")
        .parallelism(3)
        .sink(results)
        .uid("results");

    assertThat(second.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(results.values())
        .as("the rule has been read before the savepoint and does not come again")
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 30).map(i -> i * 10).boxed().toList());
  }

  private static final int KEYS = 30;
  private static final Map<String, Integer> TOLD = new ConcurrentHashMap<>();
  private static final Set<String> TOLD_KEYS = ConcurrentHashMap.newKeySet();
  private static volatile CountDownLatch allKeysTold;

  /** Each rule tells the keys that its subtask has. */
  private static final class KeysOfEachRule
      implements KeyedBroadcastProcessFunction<Long, Long, String> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> last;

    @Override
    public void open(RuntimeContext context) {
      last = context.valueState("last");
    }

    @Override
    public void process(Long value, ReadOnlyContext context, Collector<String> out) {
      last.update(value);
    }

    @Override
    public void processBroadcast(Long rule, Context context, Collector<String> out)
        throws Exception {
      context.applyToKeyedState(
          last,
          (Long key, ValueState<Long> each) ->
              out.collect(rule + ": " + key + (each.value() % KEYS == key ? "" : " mixed up")));
    }
  }

  @Test
  void appliesABroadcastRecordToEachKeyOfAllSubtasksOnce() throws Exception {
    TOLD.clear();
    TOLD_KEYS.clear();
    allKeysTold = new CountDownLatch(KEYS);
    StreamEnvironment env = StreamEnvironment.create("rules").parallelism(3);
    // Neither input ends, so that rules come behind the values.
    env.from(new SequenceSource<>("values", i -> i, Long.MAX_VALUE, 20_000.0))
        .keyBy(value -> value % KEYS)
        .connect(
            env.from(new SequenceSource<>("rules", i -> i, Long.MAX_VALUE, 200.0))
                .parallelism(1)
                .broadcast(FACTORS))
        .process(new KeysOfEachRule())
        .sink(
            (String told) -> {
              TOLD.merge(told, 1, Integer::sum);
              if (TOLD_KEYS.add(told.substring(told.indexOf(' ')))) {
                allKeysTold.countDown();
              }
            });
    JobHandle job = env.executeAsync();
    allKeysTold.await();
    job.cancel();
    job.await();

    assertThat(TOLD.values()).containsOnly(1);
    assertThat(TOLD_KEYS)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, KEYS).mapToObj(key -> " " + key).toList());
  }

  private static final AtomicLong FAST_MS = new AtomicLong();
  private static final AtomicLong FAST_WHEN_SLOW_ENDED_MS = new AtomicLong();

  @Test
  void holdsAFastSourceBackUntilTheSlowOneComes() throws Exception {
    FAST_MS.set(0);
    WatermarkStrategy<Long> aligned =
        WatermarkStrategy.<Long>monotonous()
            .withTimestamps((value, before) -> value * 10)
            .withAlignment("both", Duration.ofMillis(500));
    StreamEnvironment env =
        StreamEnvironment.create("aligned")
            .set(JobOptions.WATERMARK_INTERVAL, Duration.ofMillis(5));
    env.from(new SequenceSource<>("fast", i -> i, 4_000, 4_000.0), aligned)
        .sink(value -> FAST_MS.set(value * 10));
    env.from(new SequenceSource<>("slow", i -> i, 400, 400.0), aligned)
        .sink(
            value -> {
              if (value == 399) {
                FAST_WHEN_SLOW_ENDED_MS.set(FAST_MS.get());
              }
            });

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(FAST_MS.get()).isEqualTo(39_990);
    assertThat(FAST_WHEN_SLOW_ENDED_MS.get()).isBetween(0L, 8_000L);
  }

  @Test
  void doesNotWaitForASourceThatIsIdle() throws Exception {
    WatermarkStrategy<Long> aligned =
        WatermarkStrategy.<Long>monotonous()
            .withTimestamps((value, before) -> value * 1_000)
            .withAlignment("both", Duration.ZERO);
    Collected<Long> collected = new Collected<>();
    StreamEnvironment env =
        StreamEnvironment.create("idle").set(JobOptions.WATERMARK_INTERVAL, Duration.ofMillis(5));
    // Two subtasks for one record: the other has nothing, ever.
    env.from(new SequenceSource<>("numbers", i -> i, 200, 2_000.0), aligned).sink(collected);
    env.from(new SequenceSource<>("one", i -> i, 1, 1.0), aligned).parallelism(2).sink(v -> {});

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(collected.values()).hasSize(200);
  }
}
