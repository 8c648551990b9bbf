package io.landfall.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LandfallExtension.class)
class JobTestTest {

  private static final int RECORDS = 1_000;
  private static JobHandle leftRunning;
  private static Path leftFolder;

  record Count(long key, long times) {}

  private static void count(
      StreamEnvironment env, double perSecond, int parallelism, CollectingSink<Count> counts) {
    env.generate(RECORDS, perSecond, i -> new Count(i % 4, 1))
        .uid("numbers")
        .keyBy(Count::key)
        .reduce((left, right) -> new Count(left.key(), left.times() + right.times()))
        .uid("count")
        .parallelism(parallelism)
        .sinkTo(counts)
        .uid("counts");
  }

  @Test
  void collectsWhatAJobEmits(JobTest test) throws Exception {
    CollectingSink<Integer> squares = test.collect();
    StreamEnvironment env = test.environment();
    env.fromElements(1, 2, 3).map(n -> n * n).sinkTo(squares);

    assertThat(test.run(env)).isEqualTo(JobStatus.FINISHED);
    assertThat(squares.results()).containsExactlyInAnyOrder(1, 4, 9);
  }

  @Test
  void hasEachResultOnceBehindAnInjectedFailure(JobTest test) throws Exception {
    CollectingSink<Long> results = test.collect();
    InjectedFailure<Long> failure = test.failure();
    StreamEnvironment env = test.environment();
    env.generate(RECORDS, 1_000, i -> i).map(failure).sinkTo(results);
    JobHandle job = test.start(env);
    job.checkpoint().get();
    failure.now().awaitFailure();

    assertThat(test.await(job)).isEqualTo(JobStatus.FINISHED);
    assertThat(job.lastFailure()).isInstanceOf(InjectedFailure.InjectedException.class);
    assertThat(results.results())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, RECORDS).boxed().toList());
  }

  @Test
  void failsBehindSoManyRecords(JobTest test) throws Exception {
    CollectingSink<Long> results = test.collect();
    InjectedFailure<Long> failure = test.<Long>failure().afterRecords(10);
    StreamEnvironment env = test.environment();
    env.generate(20, i -> i).map(failure).sinkTo(results);
    JobHandle job = test.start(env);

    assertThat(test.await(job)).isEqualTo(JobStatus.FINISHED);
    assertThat(job.metrics().get("job.restarts")).isEqualTo(1L);
    assertThat(results.results())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 20).boxed().toList());
  }

  @Test
  void goesOnFromASavepointWithAnotherParallelism(JobTest test) throws Exception {
    CollectingSink<Count> before = test.collect();
    StreamEnvironment first = test.environment();
    count(first, 200, 3, before);
    JobHandle job = test.start(first);
    job.checkpoint().get();
    Path savepoint = test.savepointAndCancel(job);

    CollectingSink<Count> behind = test.collect();
    StreamEnvironment second = test.environmentFrom(savepoint);
    count(second, 1_000_000, 2, behind);

    assertThat(test.run(second)).isEqualTo(JobStatus.FINISHED);
    assertThat(behind.results())
        .doesNotHaveDuplicates()
        .contains(
            new Count(0, RECORDS / 4),
            new Count(1, RECORDS / 4),
            new Count(2, RECORDS / 4),
            new Count(3, RECORDS / 4));
  }

  @Test
  void takesAJobThatRunsForEver(JobTest test) throws Exception {
    StreamEnvironment env = test.environment();
    env.generate(Long.MAX_VALUE, 100, i -> i).sink(value -> {});
    leftRunning = test.start(env);
    leftFolder = test.folder("");
    test.savepoint(leftRunning);

    assertThat(leftRunning.status()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void saysHowFarAJobHasComeThatCannotTakeASavepoint(JobTest test) throws Exception {
    StreamEnvironment env = test.environment();
    env.fromElements(1).sink(value -> {});
    JobHandle job = test.start(env);
    test.await(job);

    assertThatThrownBy(() -> test.savepoint(job))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("no savepoint");
  }

  @AfterAll
  static void leavesNothingBehind() {
    assertThat(leftRunning.status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(Files.exists(leftFolder)).isFalse();
  }
}
