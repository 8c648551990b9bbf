package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.TumblingWindows;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Edges of so many channels that the tasks of one thread share them. */
@Timeout(60)
class WideEdgesTest {

  private static final int PARALLELISM = 40;
  private static final int RECORDS = 100_000;
  private static final int KEYS = 1_000;

  @Test
  void giveExactResultsWhileTasksLeaveTheirThreadAndAfterAFailure() throws Exception {
    ExactlyOnceSink<Long> sink = new ExactlyOnceSink<>();
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    AtomicBoolean failed = new AtomicBoolean();
    int[] seen = new int[PARALLELISM];
    StreamEnvironment env =
        StreamEnvironment.create("wide")
            .parallelism(PARALLELISM)
            .set(JobOptions.THREADS, 2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10))
            .set(JobOptions.RESTART, Restart.FIXED)
            .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1));
    env.generate(RECORDS, 1_000_000, n -> n % KEYS)
        .rebalance()
        .<Long>transform(
            new MayBlock(
                subtask -> {
                  threads.add(Thread.currentThread());
                  int now = ++seen[subtask];
                  if (now % 1_000 == subtask * 10) {
                    LockSupport.parkNanos(10_000_000);
                  }
                  if (now == RECORDS / PARALLELISM / 2 && failed.compareAndSet(false, true)) {
                    throw new IllegalStateException("once");
                  }
                }))
        .keyBy(key -> key)
        .reduce((one, other) -> one)
        .rebalance()
        .sinkTo(sink);

    assertThat(env.executeAsync().await(Duration.ofSeconds(50))).isEqualTo(JobStatus.FINISHED);

    assertThat(failed).isTrue();
    assertThat(threads).as("one that blocks is left alone").hasSizeGreaterThan(2);
    Map<Long, Long> counts =
        sink.committed().stream().collect(Collectors.groupingBy(k -> k, Collectors.counting()));
    assertThat(counts).hasSize(KEYS).allSatisfy((key, n) -> assertThat(n).isEqualTo(100));
  }

  @Test
  void passTimeOnSoThatNothingIsLateAndAllWindowsFire() throws Exception {
    int windows = 50;
    int perWindow = RECORDS / windows;
    ExactlyOnceSink<Long> sink = new ExactlyOnceSink<>();
    StreamEnvironment env =
        StreamEnvironment.create("time").parallelism(PARALLELISM).set(JobOptions.THREADS, 2);
    // Each subtask's numbers ascend, but some are ahead of others.
    env.generate(RECORDS, 1_000_000, n -> n)
        .watermarks(
            WatermarkStrategy.<Long>boundedOutOfOrderness(Duration.ZERO)
                .withTimestamps((n, before) -> n))
        .keyBy(n -> n % 10)
        .window(TumblingWindows.eventTime(Duration.ofMillis(perWindow)))
        .count()
        .sinkTo(sink);

    env.execute();

    assertThat(sink.committed()).hasSize(windows * 10).containsOnly(perWindow / 10L);
  }
}
