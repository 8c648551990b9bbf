package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.DirectOutput;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class CyclesTest {

  private static final String AGAIN = "again";
  private static final int HOPS = 7;

  record Item(long id, int hop) {}

  /** What the loop saw: the count is that of a keyed state, the hop if there is none. */
  record Visit(long id, int hop, int count) {}

  enum Edge {
    BY_KEY,
    FORWARD,
    DIRECT
  }

  /** Sends each item round {@link #HOPS} times; fails after each {@code failEvery} visits. */
  private record LoopFactory(Edge edge, int failEvery, AtomicInteger visits)
      implements OperatorFactory {
    @Override
    public String kind() {
      return "loop";
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new Loop(this);
    }
  }

  private static final class Loop extends AbstractOperator {
    private final LoopFactory factory;
    private ValueState<Integer> count;
    private Output again;
    private DirectOutput direct;

    Loop(LoopFactory factory) {
      this.factory = factory;
    }

    @Override
    public void open(OperatorContext operatorContext) throws Exception {
      super.open(operatorContext);
      if (factory.edge() == Edge.BY_KEY) {
        count = context.valueState("count");
      }
      if (factory.edge() == Edge.DIRECT) {
        direct = context.directOutput(AGAIN, 1);
      } else {
        again = context.sideOutput(AGAIN);
      }
    }

    @Override
    public void onRecord(int input, Object value, long timestampMs) {
      if (factory.visits().incrementAndGet() % factory.failEvery() == 0) {
        throw new IllegalStateException("visit " + factory.visits());
      }
      Item item = (Item) value;
      int seen = item.hop() + 1;
      if (count != null) {
        seen = count.value() == null ? 1 : count.value() + 1;
        count.update(seen);
      }
      output.emit(new Visit(item.id(), item.hop(), seen), timestampMs);
      if (item.hop() < HOPS) {
        Item next = new Item(item.id(), item.hop() + 1);
        if (direct == null) {
          again.emit(next, timestampMs);
        } else {
          direct.emit((int) (item.id() + item.hop()) % direct.targetCount(), next, timestampMs);
        }
      }
    }
  }

  private static StreamEnvironment environment(int parallelism) {
    return StreamEnvironment.create("cycle")
        .parallelism(parallelism)
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10))
        .set(JobOptions.RESTART, Restart.FIXED)
        .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1))
        .set(JobOptions.RESTART_ATTEMPTS, 1_000);
  }

  private static LogicalGraph graph(
      StreamEnvironment env, long items, double rate, LoopFactory loop, ExactlyOnceSink<Visit> to) {
    var source = env.generate(items, rate, i -> new Item(i, 0));
    if (loop.edge() == Edge.BY_KEY) {
      source.keyBy(Item::id).<Visit>transform(loop).rebalance().sinkTo(to);
    } else {
      source.rebalance().<Visit>transform(loop).rebalance().sinkTo(to);
    }
    return withFeedback(env.graph(), loop.edge());
  }

  private static LogicalGraph withFeedback(LogicalGraph graph, Edge edge) {
    Partitioning back =
        switch (edge) {
          case BY_KEY -> graph.inputsOf(1).get(0).partitioning();
          case FORWARD -> new Partitioning.Forward();
          case DIRECT -> new Partitioning.Direct();
        };
    return graph.withEdge(new LogicalEdge(1, AGAIN, 1, 0, back, true));
  }

  private static Map<Visit, Long> tally(List<Visit> visits) {
    return visits.stream().collect(Collectors.groupingBy(v -> v, Collectors.counting()));
  }

  private static List<Visit> allVisits(long items) {
    return LongStream.range(0, items)
        .boxed()
        .flatMap(
            id ->
                LongStream.rangeClosed(0, HOPS).mapToObj(h -> new Visit(id, (int) h, (int) h + 1)))
        .toList();
  }

  @ParameterizedTest
  @EnumSource(Edge.class)
  void losesAndDoublesNothingThroughFailuresAndCheckpoints(Edge edge) throws Exception {
    ExactlyOnceSink<Visit> sink = new ExactlyOnceSink<>();
    LoopFactory loop = new LoopFactory(edge, 7_001, new AtomicInteger());
    LogicalGraph graph = graph(environment(3), 5_000, 25_000, loop, sink);

    JobHandle job = new NativeEngine().start(graph);

    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);
    assertThat(job.metrics().get("job.restarts").longValue()).isPositive();
    assertThat(tally(sink.committed())).isEqualTo(tally(allVisits(5_000)));
  }

  @Test
  void finishesOnlyWhenNothingGoesRoundAnyMore() throws Exception {
    ExactlyOnceSink<Visit> sink = new ExactlyOnceSink<>();
    LoopFactory loop = new LoopFactory(Edge.DIRECT, Integer.MAX_VALUE, new AtomicInteger());
    LogicalGraph graph = graph(environment(2), 20_000, 1e9, loop, sink);

    assertThat(new NativeEngine().start(graph).await()).isEqualTo(JobStatus.FINISHED);

    assertThat(sink.committed()).hasSize(20_000 * (HOPS + 1));
  }

  @Test
  void carriesWhatIsInFlightOverAStopAndAChangeOfParallelism(@TempDir Path folder)
      throws Exception {
    ExactlyOnceSink<Visit> sink = new ExactlyOnceSink<>();
    double[] rates = {100_000, 100_000, 1e9};
    int[] parallelisms = {2, 3, 1};
    for (int run = 0; run < rates.length; run++) {
      StreamEnvironment env =
          environment(parallelisms[run]).set(JobOptions.STATE_DIR, folder.toString());
      LoopFactory loop = new LoopFactory(Edge.BY_KEY, Integer.MAX_VALUE, new AtomicInteger());
      JobHandle job = new NativeEngine().start(graph(env, 20_000, rates[run], loop, sink));
      if (run < 2) {
        job.checkpoint().get(30, TimeUnit.SECONDS);
        job.stop();
        assertThat(job.await()).isEqualTo(JobStatus.STOPPED);
      } else {
        assertThat(job.await()).isEqualTo(JobStatus.FINISHED);
      }
    }

    assertThat(tally(sink.committed())).isEqualTo(tally(allVisits(20_000)));
  }

  @Test
  void refusesACycleThatNoEdgeIsMarkedToClose() {
    StreamEnvironment env = environment(1);
    env.fromElements(1).map(n -> n).name("first").map(n -> n).print();
    LogicalGraph round =
        env.graph().withEdge(new LogicalEdge(2, null, 1, 0, new Partitioning.Rebalance(), false));

    assertThatThrownBy(() -> new NativeEngine().start(round))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("operator 'first'")
        .hasMessageContaining("feedback");
  }
}
