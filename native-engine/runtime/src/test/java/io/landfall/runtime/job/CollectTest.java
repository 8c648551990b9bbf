package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.DataStream;
import io.landfall.api.JobResults;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CollectTest {

  private static final AtomicLong EMITTED = new AtomicLong();
  private static final AtomicLong FAILURES = new AtomicLong();

  private static StreamEnvironment environment() {
    EMITTED.set(0);
    return StreamEnvironment.create("collected")
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20));
  }

  private static List<Long> numbers(long count) {
    return LongStream.range(0, count).boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void handsAllResultsToTheCaller(boolean checkpoints) throws Exception {
    StreamEnvironment env = environment().parallelism(2).set(JobOptions.CHECKPOINTING, checkpoints);
    try (JobResults<Long> results = env.executeAndCollect(env.generate(30_000, i -> i))) {
      assertThat(results.list()).containsExactlyInAnyOrderElementsOf(numbers(30_000));
      assertThat(results.job().await()).isEqualTo(JobStatus.FINISHED);
      assertThat(results.hasNext()).isFalse();
      assertThatThrownBy(results::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("job 'collected' has no more results");
    }
  }

  @Test
  void handsNullsOverToo() throws Exception {
    StreamEnvironment env = environment();
    DataStream<Long> stream = env.generate(3, i -> i == 1 ? null : i);
    try (JobResults<Long> results = env.executeAndCollect(stream)) {
      assertThat(results.list()).containsExactly(0L, null, 2L);
    }
  }

  @Test
  void handsEachResultOverOnceThroughRestarts() throws Exception {
    FAILURES.set(3);
    StreamEnvironment env = environment();
    DataStream<Long> stream =
        env.generate(6_000, 20_000, i -> i)
            .map(
                number -> {
                  if (number % 1_500 == 1_499 && FAILURES.getAndDecrement() > 0) {
                    throw new IllegalStateException("on purpose");
                  }
                  return number;
                });
    try (JobResults<Long> results = env.executeAndCollect(stream)) {
      assertThat(results.list()).isEqualTo(numbers(6_000));
      assertThat(results.job().lastFailure()).hasMessageContaining("on purpose");
    }
  }

  @Test
  void makesTheJobWaitForASlowCallerAndEndsItWhenClosed() throws Exception {
    StreamEnvironment env = environment().set(JobOptions.CHECKPOINTING, false);
    DataStream<Long> stream =
        env.generate(
            Long.MAX_VALUE,
            i -> {
              EMITTED.incrementAndGet();
              return i;
            });
    JobResults<Long> results = env.executeAndCollect(stream);
    assertThat(results.next()).isZero();
    while (EMITTED.get() < 10_000) {
      Thread.onSpinWait();
    }
    // Unhindered it would make millions in that time.
    long untilNs = System.nanoTime() + 200_000_000;
    while (System.nanoTime() < untilNs) {
      assertThat(EMITTED.get()).as("more than all queues hold").isLessThan(100_000);
      Thread.yield();
    }
    results.close();
    assertThat(results.job().await()).isEqualTo(JobStatus.CANCELLED);
    assertThat(results.hasNext()).isFalse();
  }

  @Test
  void tellsTheCallerWhyTheJobFailed() throws Exception {
    StreamEnvironment env = environment().set(JobOptions.RESTART_ATTEMPTS, 0);
    DataStream<Long> stream =
        env.generate(10, i -> i)
            .map(
                number -> {
                  throw new IllegalArgumentException("no " + number);
                });
    try (JobResults<Long> results = env.executeAndCollect(stream)) {
      assertThatThrownBy(results::hasNext)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("job 'collected'")
          .hasCauseInstanceOf(JobFailedException.class)
          .hasRootCauseMessage("no 0");
      assertThatThrownBy(results::list).isInstanceOf(JobFailedException.class);
    }
  }
}
