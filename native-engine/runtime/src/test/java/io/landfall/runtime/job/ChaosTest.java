package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.DataStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Small random jobs whose code fails at random, against the same computed on lists. The job and its
 * plan of failures come from the seed; the interleaving does not.
 */
@Timeout(60)
class ChaosTest {

  private static final long BUDGET_NS = 6_000_000_000L;
  private static final int KEYS = 7;
  private static final long KEY_FACTOR = 1_000_000_000L;

  /** Failures that are left in the running job. */
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  private static void perhapsFail(String where, int oneIn) {
    if (ThreadLocalRandom.current().nextInt(oneIn) == 0
        && FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("chaos in " + where);
    }
  }

  private record FragileMap(long factor) implements MapFunction<Long, Long> {
    @Override
    public void open(RuntimeContext context) {
      perhapsFail("open", 10);
    }

    @Override
    public Long map(Long value) {
      perhapsFail("map", 500);
      return value * factor + 1;
    }

    @Override
    public void close() {
      perhapsFail("close", 10);
    }
  }

  private static final class FragileSnapshots implements OperatorFactory {
    @Override
    public String kind() {
      return "fragile-snapshots";
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new AbstractOperator() {
        @Override
        public void onRecord(int input, Object value, long timestampMs) {
          output.emit(value, timestampMs);
        }

        @Override
        public void snapshot(long checkpointId) {
          perhapsFail("snapshot", 10);
        }
      };
    }
  }

  private record FragileSink(ExactlyOnceSink<Long> sink)
      implements TwoPhaseSink<Long, ExactlyOnceSink.Transaction<Long>> {
    @Override
    public String name() {
      return "fragile";
    }

    @Override
    public Writer<Long, ExactlyOnceSink.Transaction<Long>> createWriter(WriterContext context) {
      return sink.createWriter(context);
    }

    @Override
    public void commit(ExactlyOnceSink.Transaction<Long> prepared) {
      perhapsFail("commit", 10);
      sink.commit(prepared);
      perhapsFail("commit, after the deed", 10);
    }

    @Override
    public void abort(ExactlyOnceSink.Transaction<Long> prepared) {}
  }

  /** A stream and what it has to hold. */
  private record Expected(DataStream<Long> stream, List<Long> values) {}

  @Test
  void givesWhatASequentialEvaluationGivesWhateverFails() throws Exception {
    long firstSeed = ThreadLocalRandom.current().nextLong();
    long deadlineNs = System.nanoTime() + BUDGET_NS;
    for (long seed = firstSeed; System.nanoTime() < deadlineNs; seed++) {
      run(seed);
    }
  }

  private static void run(long seed) throws Exception {
    Random random = new Random(seed);
    StreamEnvironment env =
        StreamEnvironment.create("chaos")
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10))
            .set(JobOptions.CHANNEL_CAPACITY, 1 + random.nextInt(64))
            .set(JobOptions.RESTART, Restart.FIXED)
            .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1))
            .set(JobOptions.RESTART_ATTEMPTS, 1_000);
    List<Expected> streams = new ArrayList<>();
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      int count = 500 + random.nextInt(1_500);
      streams.add(
          new Expected(
              env.generate(count, 10_000, n -> n).parallelism(1 + random.nextInt(4)),
              LongStream.range(0, count).boxed().toList()));
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      streams.add(next(streams, random));
    }
    Expected last = streams.get(streams.size() - 1);
    for (int i = 0; i < streams.size() - 1; i++) {
      streams.get(i).stream().filter(value -> value < 0).sink(value -> {});
    }
    ExactlyOnceSink<Long> sink = new ExactlyOnceSink<>();
    last.stream().rebalance().sinkTo(new FragileSink(sink)).parallelism(1 + random.nextInt(3));
    FAILURES_LEFT.set(random.nextInt(8));

    JobHandle job = env.executeAsync();

    try {
      assertThat(job.await(Duration.ofSeconds(30))).isEqualTo(JobStatus.FINISHED);
      assertThat(tally(sink.committed())).isEqualTo(tally(last.values()));
    } catch (Throwable thrown) {
      job.cancel();
      throw new AssertionError("seed " + seed + ", job " + env.graph(), thrown);
    }
  }

  private static Expected next(List<Expected> streams, Random random) {
    Expected from = streams.get(streams.size() - 1 - random.nextInt(Math.min(2, streams.size())));
    DataStream<Long> stream = from.stream();
    int parallelism = 1 + random.nextInt(4);
    switch (random.nextInt(5)) {
      case 0:
        return new Expected(
            stream.map(new FragileMap(3)).parallelism(parallelism),
            from.values().stream().map(v -> v * 3 + 1).toList());
      case 1:
        Expected other = streams.get(random.nextInt(streams.size()));
        List<Long> both = new ArrayList<>(from.values());
        both.addAll(other.values());
        return new Expected(
            stream
                .union(other.stream())
                .<Long>transform(new FragileSnapshots())
                .parallelism(parallelism),
            both);
      case 2:
        List<Long> copies = new ArrayList<>();
        from.values().forEach(v -> LongStream.range(0, parallelism).forEach(i -> copies.add(v)));
        return new Expected(
            stream.broadcast().<Long>transform(new FragileSnapshots()).parallelism(parallelism),
            copies);
      case 3:
        return new Expected(
            stream.filter(v -> v % 3 != 0).parallelism(parallelism),
            from.values().stream().filter(v -> v % 3 != 0).toList());
      default:
        return new Expected(
            stream
                .map(v -> Math.floorMod(v, KEYS) * KEY_FACTOR + 1)
                .parallelism(parallelism)
                .keyBy(v -> v / KEY_FACTOR)
                .reduce((count, one) -> count + 1)
                .parallelism(1 + random.nextInt(4)),
            counts(from.values()));
    }
  }

  private static List<Long> counts(List<Long> values) {
    Map<Long, Long> counts = new HashMap<>();
    List<Long> all = new ArrayList<>();
    for (long value : values) {
      long key = Math.floorMod(value, KEYS);
      all.add(key * KEY_FACTOR + counts.merge(key, 1L, Long::sum));
    }
    return all;
  }

  private static Map<Long, Integer> tally(List<Long> values) {
    Map<Long, Integer> tally = new HashMap<>();
    values.forEach(value -> tally.merge(value, 1, Integer::sum));
    return tally;
  }
}
