package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.SequenceSource;
import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.LogicalOperator.Chaining;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.option.Options;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceCoordinator;
import io.landfall.operators.spi.SourceOperator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TaskThreadsTest {

  /** Notes which thread each subtask runs on; two subtasks share one. */
  private record Paired(Map<Integer, Thread> threads) implements OperatorFactory {
    @Override
    public String kind() {
      return "paired";
    }

    @Override
    public int threadGroup(int subtaskIndex) {
      return subtaskIndex / 2;
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new AbstractOperator() {
        @Override
        public void open(OperatorContext operatorContext) throws Exception {
          super.open(operatorContext);
          threads.put(subtaskIndex, Thread.currentThread());
        }

        @Override
        public void onRecord(int input, Object value, long timestampMs) {
          assertThat(Thread.currentThread()).isSameAs(threads.get(subtaskIndex));
          output.emit(value, timestampMs);
        }
      };
    }
  }

  private static StreamEnvironment environment(String name, int parallelism, int threads) {
    return StreamEnvironment.create(name)
        .parallelism(parallelism)
        .set(JobOptions.THREADS, threads)
        .set(JobOptions.RESTART, Restart.NONE);
  }

  @Test
  void keepsAGroupOfSubtasksOnOneThread() throws Exception {
    Paired paired = new Paired(new ConcurrentHashMap<>());
    Collected<Integer> collected = new Collected<>();
    StreamEnvironment env = environment("threads", 4, 4);
    env.fromCollection(IntStream.range(0, 1_000).boxed().toList())
        .<Integer>transform(paired)
        .sink(collected);
    env.execute();

    Map<Integer, Thread> threads = paired.threads();
    assertThat(threads.get(0)).isSameAs(threads.get(1));
    assertThat(threads.get(2)).isSameAs(threads.get(3));
    assertThat(collected.values()).hasSize(1_000);
  }

  private static List<CountDownLatch> latches(int count) {
    return Stream.generate(() -> new CountDownLatch(1)).limit(count).toList();
  }

  @Test
  void letsTheOthersGoOnWhenOneThatSharesTheirThreadBlocks() throws Exception {
    int subtasks = 4;
    List<CountDownLatch> reached = latches(subtasks);
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    Collected<Integer> collected = new Collected<>();
    StreamEnvironment env = environment("blocking", subtasks, 1);
    env.fromCollection(IntStream.range(0, 1_000).boxed().toList())
        .rebalance()
        .<Integer>transform(
            new MayBlock(
                subtask -> {
                  threads.add(Thread.currentThread());
                  reached.get(subtask).countDown();
                  // Each but the last waits for another one.
                  reached.get(Math.min(subtask + 1, subtasks - 1)).await();
                }))
        .sink(collected);
    env.execute();

    assertThat(collected.values()).hasSize(1_000);
    assertThat(threads).hasSizeGreaterThan(1);
  }

  @Test
  void neverStepsATaskOnTwoThreadsWhileTasksMoveAway() throws Exception {
    int subtasks = 16;
    AtomicIntegerArray inside = new AtomicIntegerArray(subtasks);
    long[] seen = new long[subtasks];
    Collected<Integer> collected = new Collected<>();
    StreamEnvironment env = environment("moving", subtasks, 2);
    env.fromCollection(IntStream.range(0, 50_000).boxed().toList())
        .rebalance()
        .<Integer>transform(
            new MayBlock(
                subtask -> {
                  assertThat(inside.incrementAndGet(subtask)).isEqualTo(1);
                  // Not volatile: lost updates would show that a move is not ordered.
                  if (++seen[subtask] % 1_000 == 50L * subtask) {
                    Thread.sleep(10);
                  }
                  inside.decrementAndGet(subtask);
                }))
        .sink(collected);
    env.execute();

    assertThat(Arrays.stream(seen).sum()).isEqualTo(50_000);
    assertThat(collected.values()).hasSize(50_000);
  }

  @Test
  void bringsThoseThatBlockedOnceBackToOneThread() throws Exception {
    int subtasks = 6;
    List<CountDownLatch> reached = latches(subtasks);
    AtomicReferenceArray<Thread> threads = new AtomicReferenceArray<>(subtasks);
    long[] seen = new long[subtasks];
    LongAdder all = new LongAdder();
    CountDownLatch together = new CountDownLatch(1);
    Set<Thread> ever = ConcurrentHashMap.newKeySet();
    StreamEnvironment env = environment("returning", subtasks, 1);
    env.from(new SequenceSource<>("numbers", n -> n, Long.MAX_VALUE, SequenceSource.UNLIMITED))
        .rebalance()
        .<Long>transform(
            new MayBlock(
                subtask -> {
                  if (seen[subtask] == 0) {
                    reached.get(subtask).countDown();
                    // Each but the last waits for another one, which needs another thread for that.
                    reached.get(Math.min(subtask + 1, subtasks - 1)).await();
                  }
                  // Not volatile: lost updates would show that a move is not ordered.
                  seen[subtask]++;
                  all.increment();
                  Thread now = Thread.currentThread();
                  if (threads.get(subtask) != now) {
                    threads.set(subtask, now);
                    ever.add(now);
                  }
                  if (ever.size() > 1 && isEach(threads, now)) {
                    together.countDown();
                  }
                }))
        .sink(value -> {});
    JobHandle job = env.executeAsync();
    together.await();
    job.cancel();

    assertThat(job.await()).isEqualTo(JobStatus.CANCELLED);
    assertThat(Arrays.stream(seen).sum()).isEqualTo(all.sum());
    assertThat(seen).doesNotContain(0);
  }

  private static boolean isEach(AtomicReferenceArray<Thread> threads, Thread thread) {
    return IntStream.range(0, threads.length()).allMatch(i -> threads.get(i) == thread);
  }

  private static LogicalOperator source(OperatorSpec spec) {
    return new LogicalOperator(0, null, "source", spec, 1, 128, List.of(), Chaining.ALWAYS);
  }

  private static LogicalGraph into(OperatorFactory source, List<Object> collected) {
    OperatorFactory sink = new Sink(collected);
    return new LogicalGraph(
        "custom",
        Options.DEFAULTS
            .with(JobOptions.RESTART, Restart.NONE)
            .with(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10)),
        List.of(
            source(source),
            new LogicalOperator(1, null, "sink", sink, 1, 128, List.of(), Chaining.ALWAYS)),
        List.of(new LogicalEdge(0, null, 1, 0, new Partitioning.Rebalance(), false)));
  }

  private record Sink(List<Object> collected) implements OperatorFactory {
    @Override
    public String kind() {
      return "sink";
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new AbstractOperator() {
        @Override
        public void onRecord(int input, Object value, long timestampMs) {
          collected.add(value);
        }
      };
    }
  }

  /** A source whose records come from elsewhere; ends when {@link #done} is set. */
  private abstract static class Pushed implements SourceOperator, OperatorFactory {
    OperatorContext context;
    boolean done;

    @Override
    public String kind() {
      return "pushed";
    }

    @Override
    public boolean isSource() {
      return true;
    }

    @Override
    public Operator create(int subtaskIndex) {
      return this;
    }

    @Override
    public void open(OperatorContext operatorContext) {
      context = operatorContext;
    }

    @Override
    public Poll poll(int maxRecords) {
      return done ? Poll.END : Poll.NOTHING_NOW;
    }
  }

  @Test
  void runsWhatAForeignThreadHandsOverInOrderAndRefusesItAfterTheEnd() throws Exception {
    int records = 20_000;
    Pushed source =
        new Pushed() {
          @Override
          public void onStart() {
            Thread foreign =
                new Thread(
                    () -> {
                      Thread.currentThread().interrupt();
                      for (int i = 0; i < records; i++) {
                        int value = i;
                        context.execute(() -> context.output().emit(value, i(value)));
                      }
                      context.execute(() -> done = Thread.currentThread() != null);
                    });
            foreign.start();
          }

          private long i(int value) {
            return value;
          }
        };
    List<Object> collected = Collections.synchronizedList(new ArrayList<>());

    assertThat(new NativeEngine().start(into(source, collected)).await())
        .isEqualTo(JobStatus.FINISHED);

    assertThat(collected).isEqualTo(IntStream.range(0, records).boxed().toList());
    assertThatThrownBy(() -> source.context.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessageContaining("has ended");
  }

  @Test
  void doesWhatIsToBeDoneAfterAWhileInTheOrderOfTheDelays() throws Exception {
    Pushed source =
        new Pushed() {
          @Override
          public void onStart() {
            long startNs = System.nanoTime();
            context.schedule(20, () -> emit(20, startNs));
            context.schedule(10, () -> emit(10, startNs));
            context.schedule(30, () -> done = true);
          }

          private void emit(long delayMs, long startNs) {
            // Both ends are cut to whole ms.
            assertThat((System.nanoTime() - startNs) / 1_000_000)
                .isGreaterThanOrEqualTo(delayMs - 1);
            context.output().emit(delayMs, delayMs);
          }
        };
    List<Object> collected = Collections.synchronizedList(new ArrayList<>());

    assertThat(new NativeEngine().start(into(source, collected)).await())
        .isEqualTo(JobStatus.FINISHED);

    assertThat(collected).isEqualTo(List.of(10L, 20L));
  }

  @Test
  void failsTheJobIfACoordinatorThrowsAnError() throws Exception {
    Pushed source =
        new Pushed() {
          @Override
          public SourceCoordinator createCoordinator(byte[] restored) {
            return new SourceCoordinator() {
              @Override
              public void start(Context context) {
                throw new NoClassDefFoundError("connector");
              }

              @Override
              public void onSubtaskEvent(int subtaskIndex, Object event) {}

              @Override
              public byte[] snapshot(long checkpointId) {
                return null;
              }
            };
          }
        };
    JobHandle job = new NativeEngine().start(into(source, new ArrayList<>()));

    assertThatThrownBy(() -> job.await(Duration.ofSeconds(30)))
        .isInstanceOf(JobFailedException.class)
        .hasRootCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void readsAStreamUnitedWithItselfTwice() throws Exception {
    ExactlyOnceSink<Long> sink = new ExactlyOnceSink<>();
    StreamEnvironment env =
        StreamEnvironment.create("twice")
            .set(JobOptions.CHANNEL_CAPACITY, 2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10));
    var numbers = env.generate(5_000, 20_000, i -> i).rebalance();
    numbers.union(numbers).map(n -> n).parallelism(2).sinkTo(sink);
    env.execute();

    assertThat(sink.committed()).hasSize(10_000);
    assertThat(sink.committed().stream().mapToLong(n -> n).sum()).isEqualTo(4_999L * 5_000);
  }

  @ParameterizedTest
  @ValueSource(doubles = {SequenceSource.UNLIMITED, 1_000})
  void holdsNoMoreThanChannelsAndOneRecordsOutputBeforeASlowConsumer(double recordsPerSecond)
      throws Exception {
    int fanOut = 500;
    StreamEnvironment env = StreamEnvironment.create("slow").set(JobOptions.CHANNEL_CAPACITY, 64);
    env.generate(Long.MAX_VALUE, recordsPerSecond, i -> i)
        .<Long>flatMap(
            (n, out) -> {
              for (int i = 0; i < fanOut; i++) {
                out.collect(n);
              }
            })
        .transform(new MayBlock(subtask -> LockSupport.parkNanos(1_000)))
        .startNewChain();
    JobHandle job = env.executeAsync();
    for (int i = 0; i < 3; i++) {
      job.checkpoint().get(30, TimeUnit.SECONDS);
      Map<String, Number> metrics = job.metrics();
      assertThat(metrics.get("may-block.0.backlog").longValue()).isBetween(0L, 64L);
      assertThat(metrics.get("generator.0.overflow").longValue()).isBetween(0L, fanOut + 10L);
    }

    job.cancel();
    assertThat(job.await(Duration.ofSeconds(30))).isEqualTo(JobStatus.CANCELLED);
  }
}
