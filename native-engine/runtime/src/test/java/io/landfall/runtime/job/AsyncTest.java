package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.async.AsyncMapFunction;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AsyncTest {

  private static final int RECORDS = 3_000;

  /** Stands for the threads of a client. */
  private static ExecutorService client;

  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  @BeforeAll
  static void startClient() {
    client = Executors.newFixedThreadPool(3);
  }

  @AfterAll
  static void stopClient() {
    client.shutdownNow();
  }

  private static CompletableFuture<Long> square(Long value) {
    return CompletableFuture.supplyAsync(() -> value * value, client);
  }

  @Test
  void keepsTheOrderOfTheInput() throws Exception {
    Collected<Long> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("ordered");
    env.generate(RECORDS, i -> i)
        .mapAsync(AsyncTest::square, AsyncSettings.inOrder().withCapacity(7))
        .sink(collected);

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(collected.values())
        .containsExactlyElementsOf(LongStream.range(0, RECORDS).map(i -> i * i).boxed().toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void hasEachResultOnceThoughTheJobFailsWithRequestsUnderWay(boolean ordered) throws Exception {
    FAILURES_LEFT.set(0);
    AsyncSettings settings = ordered ? AsyncSettings.inOrder() : AsyncSettings.unordered();
    ExactlyOnceSink<Long> sink = new ExactlyOnceSink<>();
    StreamEnvironment env =
        StreamEnvironment.create("exactly-once")
            .parallelism(2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10))
            .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1));
    env.generate(RECORDS, 10_000, i -> i)
        .keyBy(i -> i % 11)
        .mapAsync(AsyncTest::fragileSquare, settings.withCapacity(20))
        .rebalance()
        .sinkTo(sink);
    JobHandle job = env.executeAsync();
    assertThat(job.checkpoint().get()).isNotNegative();
    FAILURES_LEFT.set(1);

    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);
    assertThat(job.lastFailure()).hasMessage("connection reset");
    assertThat(sink.committed())
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, RECORDS).map(i -> i * i).boxed().toList());
  }

  private static CompletableFuture<Long> fragileSquare(Long value) {
    return CompletableFuture.supplyAsync(
        () -> {
          if (FAILURES_LEFT.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("connection reset");
          }
          return value * value;
        },
        client);
  }

  @Test
  void holdsNoWorkerWhenItsCapacityIsFull() throws Exception {
    CountDownLatch others = new CountDownLatch(RECORDS);
    Gate.others = others;
    Collected<Long> collected = new Collected<>();
    StreamEnvironment env = StreamEnvironment.create("full").set(JobOptions.THREADS, 1);
    env.generate(50, i -> i)
        .mapAsync(new Gate(), AsyncSettings.unordered().withCapacity(1))
        .sink(collected);
    env.generate(RECORDS, i -> i).sink(value -> Gate.others.countDown());

    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(collected.values()).hasSize(50);
  }

  /** Answers when the other half of the job has done its work. */
  private static final class Gate implements AsyncMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private static volatile CountDownLatch others;

    @Override
    public CompletableFuture<Long> map(Long value) {
      return CompletableFuture.supplyAsync(
          () -> {
            try {
              others.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return value;
          },
          client);
    }
  }

  @Test
  void showsTheUsersExceptionAsItself() {
    StreamEnvironment env =
        StreamEnvironment.create("failing").set(JobOptions.RESTART, Restart.NONE);
    env.fromElements("a")
        .<String>mapAsync(
            value ->
                CompletableFuture.<String>failedFuture(
                        new IOException("no such customer: " + value))
                    .thenApply(found -> found))
        .name("customers")
        .print();

    assertThatThrownBy(env::execute)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("operator 'customers', subtask 1/1")
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("no such customer: a");
  }

  @Test
  void goesOnFromASavepointWithAnotherParallelismAndEveryRequestOnce(@TempDir Path folder)
      throws Exception {
    Gate.others = new CountDownLatch(1);
    StreamEnvironment first = rescaled(3, new Collected<>());
    JobHandle job = first.executeAsync();
    Path savepoint = job.savepoint(folder.resolve("savepoint")).get();
    job.cancel();
    job.await();
    Gate.others.countDown();
    Collected<Long> collected = new Collected<>();
    StreamEnvironment second = rescaled(2, collected);
    second.set(JobOptions.RESTORE_FROM, savepoint.toString());

    assertThat(second.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(collected.values())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 40).boxed().toList());
  }

  private static StreamEnvironment rescaled(int parallelism, Collected<Long> collected) {
    StreamEnvironment env = StreamEnvironment.create("rescaled");
    env.generate(40, i -> i)
        .uid("numbers")
        .mapAsync(new Gate(), AsyncSettings.inOrder())
        .uid("gate")
        .parallelism(parallelism)
        .sink(collected)
        .uid("sink");
    return env;
  }
}
