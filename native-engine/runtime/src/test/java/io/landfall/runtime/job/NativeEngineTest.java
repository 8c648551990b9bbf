package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.DataStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.state.ValueState;
import io.landfall.api.time.WatermarkStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NativeEngineTest {

  private static final String[] WORDS = "to be or not to be that is the question".split(" ");

  record WordCount(String word, long count) {}

  @Test
  void runsAChainOfFunctionsInOrder() throws Exception {
    Collected<Integer> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("chain");
    env.fromCollection(IntStream.range(0, 1_000).boxed().toList())
        .map(n -> n * 2)
        .filter(n -> n % 4 == 0)
        .<Integer>flatMap(
            (n, out) -> {
              out.collect(n);
              out.collect(n + 1);
            })
        .sink(collected);

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);

    List<Integer> expected = new ArrayList<>();
    for (int n = 0; n < 1_000; n += 2) {
      expected.add(2 * n);
      expected.add(2 * n + 1);
    }
    assertThat(collected.values()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7})
  void countsWordsByKeyAtAnyParallelism(int parallelism) throws Exception {
    Collected<WordCount> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("words").parallelism(parallelism);
    env.generate(10_000, i -> WORDS[(int) (i % WORDS.length)])
        .map(word -> new WordCount(word, 1))
        .keyBy(WordCount::word)
        .reduce((a, b) -> new WordCount(a.word(), a.count() + b.count()))
        .sink(collected);
    env.execute();

    Map<String, Long> last = new HashMap<>();
    collected.values().forEach(c -> last.merge(c.word(), c.count(), Math::max));
    assertThat(last)
        .isEqualTo(
            Map.of(
                "to",
                2_000L,
                "be",
                2_000L,
                "or",
                1_000L,
                "not",
                1_000L,
                "that",
                1_000L,
                "is",
                1_000L,
                "the",
                1_000L,
                "question",
                1_000L));
    assertThat(collected.values()).hasSize(10_000);
  }

  @Test
  void dealsRecordsOutAsEachPartitioningSays() throws Exception {
    assertThat(subtasksReached(DataStream::rebalance)).containsOnly(entry(0), entry(1), entry(2));
    assertThat(subtasksReached(DataStream::global)).isEqualTo(Map.of(0, 99L));
    assertThat(subtasksReached(DataStream::broadcast)).isEqualTo(Map.of(0, 99L, 1, 99L, 2, 99L));
    assertThat(
            subtasksReached(s -> s.partitionCustom((Long k, int n) -> (int) (k % 2) * 2, v -> v)))
        .isEqualTo(Map.of(0, 50L, 2, 49L));
  }

  private static Map.Entry<Integer, Long> entry(int subtask) {
    return Map.entry(subtask, 33L);
  }

  private static Map<Integer, Long> subtasksReached(
      java.util.function.UnaryOperator<DataStream<Long>> partitioning) throws Exception {
    Collected<Integer> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("partitioning");
    partitioning
        .apply(env.generate(99, i -> i))
        .map(new SubtaskIndex())
        .parallelism(3)
        .sink(collected)
        .parallelism(3);
    env.execute();
    Map<Integer, Long> counts = new HashMap<>();
    collected.values().forEach(i -> counts.merge(i, 1L, Long::sum));
    return counts;
  }

  @Test
  void countsTheRecordsOfOperatorsWithOneNameApart() throws Exception {
    StreamEnvironment env = StreamEnvironment.create("namesakes");
    env.generate(10, i -> i)
        .rebalance()
        .filter(i -> i < 3)
        .name("same")
        .disableChaining()
        .filter(i -> true)
        .name("same")
        .disableChaining();
    JobHandle job = env.executeAsync();
    job.await();

    assertThat(job.metrics().get("same#1.0.records-in")).isEqualTo(10L);
    assertThat(job.metrics().get("same#2.0.records-in")).isEqualTo(3L);
  }

  private static final class SubtaskIndex implements MapFunction<Long, Integer> {
    private static final long serialVersionUID = 1L;
    private int index;

    @Override
    public void open(RuntimeContext context) {
      index = context.subtaskIndex();
    }

    @Override
    public Integer map(Long value) {
      return index;
    }
  }

  @Test
  void unitesStreamsAndSplitsThemBySideOutputs() throws Exception {
    OutputTag<String> odd = new OutputTag<>("odd");
    Collected<Long> even = new Collected<>();
    Collected<String> odds = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("sides");
    var split =
        env.generate(10, i -> i)
            .union(env.generate(10, i -> i + 100))
            .<Long>process(
                (value, context, out) -> {
                  if (value % 2 == 0) {
                    out.collect(value);
                  } else {
                    context.output(odd, "odd " + value);
                  }
                });
    split.sink(even);
    split.sideOutput(odd).sink(odds);
    env.execute();

    assertThat(even.values())
        .containsExactlyInAnyOrder(0L, 2L, 4L, 6L, 8L, 100L, 102L, 104L, 106L, 108L);
    assertThat(odds.values()).hasSize(10).contains("odd 1", "odd 109");
  }

  @Test
  void joinsTwoKeyedStreamsThroughSharedState() throws Exception {
    Collected<String> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("connect").parallelism(3);
    env.generate(50, i -> i)
        .connect(env.generate(50, i -> "v" + i))
        .keyBy(n -> n, text -> Long.valueOf(text.substring(1)))
        .process(new PairUp())
        .sink(collected);
    env.execute();

    assertThat(collected.values())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 50).mapToObj(i -> i + "=v" + i).toList());
  }

  private static final class PairUp implements CoProcessFunction<Long, String, String> {
    private static final long serialVersionUID = 1L;
    private ValueState<Long> number;
    private ValueState<String> text;

    @Override
    public void open(RuntimeContext context) {
      number = context.valueState("number");
      text = context.valueState("text");
    }

    @Override
    public void processFirst(Long value, ProcessFunction.Context c, Collector<String> out) {
      number.update(value);
      emitPair(out);
    }

    @Override
    public void processSecond(String value, ProcessFunction.Context c, Collector<String> out) {
      text.update(value);
      emitPair(out);
    }

    private void emitPair(Collector<String> out) {
      if (number.value() != null && text.value() != null) {
        out.collect(number.value() + "=" + text.value());
      }
    }
  }

  @Test
  void firesEventTimersInOrderAndAllOfThemAtTheEndOfTheInput() throws Exception {
    Collected<Long> fired = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("timers");
    env.fromElements(5L, 3L, 9L, 1L, 7L)
        .watermarks(
            WatermarkStrategy.<Long>boundedOutOfOrderness(Duration.ofMillis(10))
                .withTimestamps((value, before) -> value))
        .keyBy(value -> "all")
        .process(new TimerPerRecord())
        .sink(fired);
    env.execute();

    assertThat(fired.values()).containsExactly(101L, 103L, 105L, 107L, 109L);
  }

  private static final class TimerPerRecord implements ProcessFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(Long value, Context context, Collector<Long> out) {
      context.timers().registerEventTimer(100 + context.timestampMs());
      context.timers().registerEventTimer(100 + context.timestampMs());
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<Long> out) {
      assertThat(context.isEventTime()).isTrue();
      out.collect(timestampMs);
    }
  }

  @Test
  void recoversFromFailuresWithExactStateAndCommitsEachRecordOnce() throws Exception {
    ExactlyOnceSink<WordCount> sink = new ExactlyOnceSink<>();
    StreamEnvironment env =
        StreamEnvironment.create("recovery")
            .parallelism(2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20))
            .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1))
            .set(JobOptions.RESTART, Restart.FIXED)
            .set(JobOptions.RESTART_ATTEMPTS, 1_000);
    env.generate(20_000, 40_000, i -> WORDS[(int) (i % WORDS.length)])
        .map(new FailsEvery(3_000))
        .map(word -> new WordCount(word, 1))
        .keyBy(WordCount::word)
        .reduce((a, b) -> new WordCount(a.word(), a.count() + b.count()))
        .sinkTo(sink);
    JobHandle job = env.executeAsync();

    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);

    assertThat(job.metrics().get("job.restarts").longValue()).isPositive();
    assertThat(sink.committed()).hasSize(20_000).doesNotHaveDuplicates();
    Map<String, Long> last = new HashMap<>();
    sink.committed().forEach(c -> last.merge(c.word(), c.count(), Math::max));
    assertThat(last).containsEntry("to", 4_000L).containsEntry("question", 2_000L).hasSize(8);
  }

  private static final class FailsEvery implements MapFunction<String, String> {
    private static final long serialVersionUID = 1L;
    private final int records;
    private int seen;

    FailsEvery(int records) {
      this.records = records;
    }

    @Override
    public String map(String value) {
      if (++seen == records) {
        throw new IllegalStateException("record " + seen);
      }
      return value;
    }
  }

  @Test
  void showsTheUsersExceptionWithOperatorAndSubtask() throws Exception {
    StreamEnvironment env =
        StreamEnvironment.create("orders").set(JobOptions.RESTART, Restart.NONE);
    env.fromElements("a")
        .<String>map(
            value -> {
              throw new IllegalArgumentException("boom");
            })
        .name("enrich")
        .print();

    assertThatThrownBy(env::execute)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("job 'orders', operator 'enrich', subtask 1/1")
        .hasMessageContaining("boom")
        .cause()
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("boom");
  }

  @Test
  void refusesAFunctionThatCannotBeCopiedAndNamesTheField() {
    Object notSerializable = new Object();
    StreamEnvironment env = StreamEnvironment.create("refused");
    env.fromElements("a").map(value -> value + notSerializable).name("enrich").print();

    assertThatThrownBy(env::execute)
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("operator 'enrich'")
        .hasMessageContaining("captured variable notSerializable (java.lang.Object)");
  }

  @Test
  void refusesTwoOperatorsWithOneUid() {
    StreamEnvironment env = StreamEnvironment.create("twins");
    env.fromElements(1).map(n -> n).uid("x").map(n -> n).uid("x").print();

    assertThatThrownBy(env::execute)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the uid 'x' belongs to operator 'map' already");
  }

  @Test
  void cancelsAJobThatNeverEnds() throws Exception {
    StreamEnvironment env = StreamEnvironment.create("endless");
    env.generate(Long.MAX_VALUE, i -> i).keyBy(i -> i % 10).reduce(Long::sum).sink(v -> {});
    JobHandle job = env.executeAsync();
    job.checkpoint().get(30, TimeUnit.SECONDS);

    job.cancel();

    assertThat(job.await(Duration.ofSeconds(30))).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void stopsBehindALastCheckpointThatCoversAllThatWasEmitted() throws Exception {
    ExactlyOnceSink<Long> sink = new ExactlyOnceSink<>();
    Collected<Long> emitted = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("stopped").parallelism(2);
    var numbers = env.generate(Long.MAX_VALUE, 100_000, i -> i);
    numbers.sink(emitted);
    numbers.rebalance().sinkTo(sink);
    JobHandle job = env.executeAsync();
    job.checkpoint().get(30, TimeUnit.SECONDS);

    job.stop();

    assertThat(job.await(Duration.ofSeconds(30))).isEqualTo(JobStatus.STOPPED);
    assertThat(sink.committed()).containsExactlyInAnyOrderElementsOf(emitted.values());
  }

  @Test
  void interruptsUserCodeThatBlocksWhenCancelled() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    LATCHES.put("blocked", blocked);
    StreamEnvironment env = StreamEnvironment.create("blocking");
    env.fromElements(1)
        .map(
            n -> {
              LATCHES.get("blocked").countDown();
              new CountDownLatch(1).await();
              return n;
            })
        .print();
    JobHandle job = env.executeAsync();
    assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();

    job.cancel();

    assertThat(job.await(Duration.ofSeconds(30))).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void waitsOnceForCodeThatBlocksWhenStoppedAndNamesIt() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    LATCHES.put("blocked", blocked);
    StreamEnvironment env =
        StreamEnvironment.create("blocking")
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10))
            .set(JobOptions.CANCEL_TIMEOUT, Duration.ofSeconds(4));
    env.fromElements(1)
        .map(
            n -> {
              LATCHES.get("blocked").countDown();
              new CountDownLatch(1).await();
              return n;
            })
        .name("stuck")
        .print();
    JobHandle job = env.executeAsync();
    assertThat(blocked.await(30, TimeUnit.SECONDS)).isTrue();
    // Under way for good, since the task never comes to its barrier.
    job.checkpoint();

    long startNs = System.nanoTime();
    job.stop();
    assertThatThrownBy(() -> job.await(Duration.ofSeconds(30)))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("stuck");
    assertThat(Duration.ofNanos(System.nanoTime() - startNs))
        .as("the checkpoint under way and the last one wait together")
        .isLessThan(Duration.ofMillis(7_800));
  }

  private static final Map<String, CountDownLatch> LATCHES =
      new java.util.concurrent.ConcurrentHashMap<>();
  private static final AtomicBoolean FAILED_ONCE = new AtomicBoolean();

  @Test
  void closesFunctionsAlsoWhenTheJobFails() {
    FAILED_ONCE.set(false);
    StreamEnvironment env =
        StreamEnvironment.create("closing").set(JobOptions.RESTART, Restart.NONE);
    env.fromElements(1).map(new ClosesLoudly()).print();

    assertThatThrownBy(env::execute).isInstanceOf(JobFailedException.class);
    assertThat(FAILED_ONCE).isTrue();
  }

  private static final class ClosesLoudly implements MapFunction<Integer, Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public Integer map(Integer value) {
      throw new IllegalStateException("boom");
    }

    @Override
    public void close() {
      FAILED_ONCE.set(true);
    }
  }
}
