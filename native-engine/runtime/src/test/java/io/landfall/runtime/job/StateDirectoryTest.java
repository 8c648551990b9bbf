package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.SequenceSource;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StateDirectoryTest {

  private static final long RECORDS = 10_000;
  private static final double SLOW = 1_000;
  private static final double FAST = SequenceSource.UNLIMITED;
  private static final int KEYS = 10;

  record Count(long key, long count) {}

  @TempDir Path folder;

  private StreamEnvironment environment() {
    return StreamEnvironment.create("counts")
        .parallelism(2)
        .set(JobOptions.STATE_DIR, folder.resolve("state").toString())
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(50))
        .set(JobOptions.RESTART, Restart.NONE);
  }

  private static StreamEnvironment counting(
      StreamEnvironment env, double rate, ExactlyOnceSink<Count> sink) {
    env.generate(RECORDS, rate, i -> new Count(i % KEYS, 1))
        .keyBy(Count::key)
        .reduce((a, b) -> new Count(a.key(), a.count() + b.count()))
        .sinkTo(sink);
    return env;
  }

  private static void runAWhileAndStop(StreamEnvironment env) throws Exception {
    JobHandle job = env.executeAsync();
    job.checkpoint().get(30, TimeUnit.SECONDS);
    job.stop();
    assertThat(job.await(Duration.ofSeconds(30))).isEqualTo(JobStatus.STOPPED);
  }

  private static List<Count> everyCountOnce() {
    List<Count> all = new ArrayList<>();
    for (long key = 0; key < KEYS; key++) {
      for (long count = 1; count <= RECORDS / KEYS; count++) {
        all.add(new Count(key, count));
      }
    }
    return all;
  }

  private static void assertExact(ExactlyOnceSink<Count> sink) {
    assertThat(sink.committed()).doesNotHaveDuplicates().hasSize((int) RECORDS);
    assertThat(Set.copyOf(sink.committed())).isEqualTo(Set.copyOf(everyCountOnce()));
  }

  @Test
  void goesOnWhereTheJobWasStopped() throws Exception {
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    runAWhileAndStop(counting(environment(), SLOW, sink));
    runAWhileAndStop(counting(environment(), SLOW, sink));
    assertThat(sink.committed()).hasSizeLessThan((int) RECORDS);

    counting(environment(), FAST, sink).execute();

    assertExact(sink);
  }

  @Test
  void findsNothingLeftToDoWhenAFinishedJobIsStartedAgain() throws Exception {
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    counting(environment(), FAST, sink).execute();

    assertThat(counting(environment(), FAST, sink).execute()).isEqualTo(JobStatus.FINISHED);

    assertExact(sink);
  }

  @Test
  void beginsAnewIfToldTo() throws Exception {
    runAWhileAndStop(counting(environment(), SLOW, new ExactlyOnceSink<>()));

    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    counting(environment().set(JobOptions.FRESH, true), FAST, sink).execute();

    assertExact(sink);
  }

  @Test
  void keepsCountsAndPositionsThroughChangesOfParallelism() throws Exception {
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    runAWhileAndStop(counting(environment().parallelism(2), SLOW, sink));
    runAWhileAndStop(counting(environment().parallelism(3), SLOW, sink));

    counting(environment().parallelism(1), FAST, sink).execute();

    assertExact(sink);
  }

  @Test
  void refusesASecondStartWhileTheFirstRuns() throws Exception {
    JobHandle first = counting(environment(), SLOW, new ExactlyOnceSink<>()).executeAsync();

    assertThatThrownBy(() -> counting(environment(), SLOW, new ExactlyOnceSink<>()).executeAsync())
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("counts");

    first.cancel();
    first.await(Duration.ofSeconds(30));
  }

  @Test
  void refusesAFolderThatHoldsOtherThingsAndLeavesItAlone() throws Exception {
    Path foreign = Files.createDirectory(folder.resolve("state"));
    Files.writeString(foreign.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> counting(environment(), FAST, new ExactlyOnceSink<>()).execute())
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining(foreign.toString());

    try (Stream<Path> files = Files.list(foreign)) {
      assertThat(files).containsExactly(foreign.resolve("notes.txt"));
    }
  }

  @Test
  void dropsStateOfAnOperatorOnlyIfAllowed() throws Exception {
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    StreamEnvironment before = environment();
    before
        .generate(RECORDS, SLOW, i -> i)
        .uid("numbers")
        .keyBy(n -> n % KEYS)
        .reduce(Long::sum)
        .uid("sums")
        .name("sums")
        .sink(value -> {});
    runAWhileAndStop(before);

    assertThatThrownBy(() -> withoutSums(environment()).execute())
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("'sums'")
        .hasMessageContaining(JobOptions.ALLOW_DROPPED_STATE.name());
    assertThat(withoutSums(environment().set(JobOptions.ALLOW_DROPPED_STATE, true)).execute())
        .isEqualTo(JobStatus.FINISHED);
  }

  private static StreamEnvironment withoutSums(StreamEnvironment env) {
    env.generate(RECORDS, FAST, i -> i).uid("numbers").sink(value -> {});
    return env;
  }

  @Test
  void refusesAnotherNumberOfKeyGroups() throws Exception {
    runAWhileAndStop(counting(environment(), SLOW, new ExactlyOnceSink<>()));

    assertThatThrownBy(
            () ->
                counting(
                        environment().set(JobOptions.MAX_PARALLELISM, 64),
                        FAST,
                        new ExactlyOnceSink<>())
                    .execute())
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("128")
        .hasMessageContaining("64");
  }

  @Test
  void startsAnotherRunFromASavepointTakenWhileRunning() throws Exception {
    JobHandle first = counting(environment(), SLOW, new ExactlyOnceSink<>()).executeAsync();
    first.checkpoint().get(30, TimeUnit.SECONDS);
    Path savepoint = first.savepoint(folder.resolve("save")).get(30, TimeUnit.SECONDS);
    first.cancel();
    first.await(Duration.ofSeconds(30));

    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    StreamEnvironment second =
        environment()
            .set(JobOptions.STATE_DIR, folder.resolve("other").toString())
            .set(JobOptions.RESTORE_FROM, savepoint.toString());
    counting(second, FAST, sink).execute();

    Map<Long, List<Long>> byKey = new HashMap<>();
    sink.committed()
        .forEach(c -> byKey.computeIfAbsent(c.key(), k -> new ArrayList<>()).add(c.count()));
    assertThat(byKey).hasSize(KEYS);
    byKey
        .values()
        .forEach(
            counts -> {
              counts.sort(Comparator.naturalOrder());
              long first1 = counts.get(0);
              assertThat(first1).as("goes on from the savepoint").isPositive();
              assertThat(counts)
                  .isEqualTo(Stream.iterate(first1, c -> c + 1).limit(counts.size()).toList());
              assertThat(counts.get(counts.size() - 1)).isEqualTo(RECORDS / KEYS);
            });
  }

  private static final AtomicBoolean FAIL_ONCE = new AtomicBoolean();

  @Test
  void doesNotCommitBySavepointsWhatARecoveryWouldWriteAgain() throws Exception {
    FAIL_ONCE.set(false);
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    StreamEnvironment env =
        environment()
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofHours(1))
            .set(JobOptions.RESTART, Restart.FIXED)
            .set(JobOptions.RESTART_DELAY, Duration.ofMillis(1));
    env.generate(RECORDS, 10_000, i -> new Count(i % KEYS, 1))
        .map(
            value -> {
              if (FAIL_ONCE.compareAndSet(true, false)) {
                throw new IllegalStateException("behind the savepoint");
              }
              return value;
            })
        .keyBy(Count::key)
        .reduce((a, b) -> new Count(a.key(), a.count() + b.count()))
        .sinkTo(sink);
    JobHandle job = env.executeAsync();
    job.checkpoint().get(30, TimeUnit.SECONDS);
    job.savepoint(folder.resolve("save")).get(30, TimeUnit.SECONDS);
    FAIL_ONCE.set(true);

    assertThat(job.await()).isEqualTo(JobStatus.FINISHED);

    assertThat(job.metrics().get("job.restarts").longValue()).isEqualTo(1);
    assertExact(sink);
  }

  @Test
  void fallsBackToTheCheckpointBeforeADamagedOne() throws Exception {
    JobHandle first = counting(environment(), SLOW, new ExactlyOnceSink<>()).executeAsync();
    awaitFirstRecord(first);
    first.checkpoint().get(30, TimeUnit.SECONDS);
    first.checkpoint().get(30, TimeUnit.SECONDS);
    first.cancel();
    first.await(Duration.ofSeconds(30));
    damage(newestCheckpoint());

    Collected<Count> collected = new Collected<>();
    StreamEnvironment env = environment();
    env.generate(RECORDS, FAST, i -> new Count(i % KEYS, 1))
        .keyBy(Count::key)
        .reduce((a, b) -> new Count(a.key(), a.count() + b.count()))
        .sink(collected);
    env.set(JobOptions.ALLOW_DROPPED_STATE, true).execute();

    Map<Long, Long> last = new HashMap<>();
    collected.values().forEach(c -> last.merge(c.key(), c.count(), Math::max));
    assertThat(last).hasSize(KEYS).containsValue(RECORDS / KEYS);
    assertThat(last.values()).containsOnly(RECORDS / KEYS);
    assertThat(collected.values()).as("it did not begin anew").hasSizeLessThan((int) RECORDS);
  }

  private static void awaitFirstRecord(JobHandle job) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (job.metrics().entrySet().stream()
        .noneMatch(m -> m.getKey().endsWith("records-out") && m.getValue().longValue() > 0)) {
      assertThat(System.nanoTime()).as("no record within 30 s").isLessThan(deadlineNs);
      Thread.onSpinWait();
    }
  }

  private Path newestCheckpoint() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      return files
          .filter(Files::isDirectory)
          .filter(path -> path.getFileName().toString().matches("\\D+\\d+"))
          .max(
              Comparator.comparing(
                  path ->
                      path.getFileName().toString().replaceAll("\\D", "").transform(Long::valueOf)))
          .orElseThrow();
    }
  }

  private static void damage(Path checkpoint) throws Exception {
    try (Stream<Path> files = Files.list(checkpoint)) {
      Path data = files.filter(f -> f.toString().endsWith(".data")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(data);
      bytes[bytes.length / 2] ^= 1;
      Files.write(data, bytes);
    }
  }

  /** Keeps one element under its subtask's index. */
  private static final class IndexedFactory implements OperatorFactory {
    @Override
    public String kind() {
      return "indexed";
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new AbstractOperator() {
        @Override
        public void open(OperatorContext operatorContext) throws Exception {
          super.open(operatorContext);
          ListState<Integer> mine = context.operatorState().indexedList("mine", null);
          mine.update(List.of(subtaskIndex));
        }

        @Override
        public void onRecord(int input, Object value, long timestampMs) {}
      };
    }
  }

  private StreamEnvironment indexed(int parallelism, double rate) {
    StreamEnvironment env = environment();
    env.generate(RECORDS, rate, i -> i)
        .rebalance()
        .transform(new IndexedFactory())
        .parallelism(parallelism)
        .name("mine");
    return env;
  }

  @Test
  void refusesAnotherParallelismForStateByIndexBeforeAnythingRuns() throws Exception {
    runAWhileAndStop(indexed(2, SLOW));

    assertThatThrownBy(() -> indexed(3, FAST).executeAsync())
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("operator 'mine'")
        .hasMessageContaining("parallelism 2")
        .hasMessageContaining("now has 3");
    assertThat(indexed(2, FAST).execute()).isEqualTo(JobStatus.FINISHED);
  }
}
