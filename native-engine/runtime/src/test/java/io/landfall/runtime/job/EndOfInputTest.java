package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.DataStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.Collector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators still emit when their input ends reaches all those behind in time. */
@Timeout(60)
class EndOfInputTest {

  private static final long HOPS = 50;

  /** Keeps everything to itself until its input ends. */
  private static final class HoldingFactory implements OperatorFactory {
    @Override
    public String kind() {
      return "holding";
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new AbstractOperator() {
        private final List<Object> held = new ArrayList<>();

        @Override
        public void onRecord(int input, Object value, long timestampMs) {
          held.add(value);
        }

        @Override
        public void onEndOfInput() {
          held.forEach(value -> output.emit(value, Long.MIN_VALUE));
          held.clear();
        }
      };
    }
  }

  /** Counts by key, and tells by a timer at the end of time. */
  private static final class CountUntilTheEnd implements ProcessFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> count;

    @Override
    public void open(RuntimeContext context) {
      count = context.valueState("count");
    }

    @Override
    public void process(Long value, Context context, Collector<Long> out) {
      count.update(count.value() == null ? 1 : count.value() + 1);
      context.timers().registerEventTimer(Long.MAX_VALUE - 1);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<Long> out) {
      out.collect(count.value());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void firesEventTimersForWhatIsEmittedAtTheEnd(int parallelism) throws Exception {
    Collected<Long> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("end").parallelism(parallelism);
    env.generate(1_000, n -> n % 4)
        .<Long>transform(new HoldingFactory())
        .keyBy(value -> value)
        .process(new CountUntilTheEnd())
        .sink(collected);

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);

    assertThat(collected.values()).containsExactly(250L, 250L, 250L, 250L);
  }

  @Test
  void firesThemInTheSameChainToo() throws Exception {
    Collected<Long> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("end-chained");
    env.generate(1_000, n -> n % 4)
        .keyBy(value -> value)
        .process(new CountUntilTheEnd())
        .<Long>transform(new HoldingFactory())
        .<Long>transform(new HoldingFactory())
        .sink(collected);

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);

    assertThat(collected.values()).containsExactly(250L, 250L, 250L, 250L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void comesBehindACycleOnlyWhenNothingGoesRoundItAnyMore(int cycles) throws Exception {
    Collected<Object> collected = new Collected<>();
    StreamEnvironment env =
        StreamEnvironment.create("end-behind-cycles")
            .parallelism(2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10));
    DataStream<Long> stream = env.generate(2_000, n -> 0L);
    List<Integer> loops = new ArrayList<>();
    for (int i = 0; i < cycles; i++) {
      stream = stream.rebalance().<Long>transform(new HopLoop(HOPS));
      loops.add(env.graph().operators().size() - 1);
      stream = stream.map(value -> 0L);
    }
    stream.<Object>transform(new HoldingFactory()).sink(collected);
    LogicalGraph graph = env.graph();
    for (int loop : loops) {
      graph = graph.withEdge(HopLoop.feedback(loop, new Partitioning.Rebalance()));
    }

    assertThat(new NativeEngine().start(graph).await()).isEqualTo(JobStatus.FINISHED);

    assertThat(collected.values()).hasSize(2_000);
  }

  @Test
  void aSavepointBesideTheLastCheckpointIsRefusedWithTheReason() throws Exception {
    CountDownLatch ending = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ExactlyOnceSink<Integer> sink =
        new ExactlyOnceSink<>() {
          @Override
          void onPrepare() throws InterruptedException {
            ending.countDown();
            goOn.await();
          }
        };
    StreamEnvironment env =
        StreamEnvironment.create("ending").set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofHours(1));
    env.fromElements(1, 2).sinkTo(sink);
    JobHandle job = env.executeAsync();
    ending.await();

    assertThatThrownBy(() -> job.checkpoint().get(30, TimeUnit.SECONDS))
        .hasMessageContaining("job 'ending' is about to end, and takes its last checkpoint");
    goOn.countDown();
    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);
    assertThat(sink.committed()).containsExactly(1, 2);
  }
}
