package io.landfall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceCoordinator;
import io.landfall.operators.spi.SourceOperator;
import io.landfall.runtime.task.TaskBatches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SimulatedMachineTest {

  private static final SimulationProfile PROFILE =
      new SimulationProfile(new TaskBatches(4, 4, 4), 4, true, 5, 50, 2);

  private final List<Object> seen = new ArrayList<>();

  private SimulatedMachine machine(long seed) {
    SimulatedMachine machine = new SimulatedMachine(SimulatedMachineTest.class.getClassLoader());
    machine.reset(seed, PROFILE, DiskFaults.NONE, null);
    return machine;
  }

  private LogicalGraph counting(OperatorFactory watched) {
    StreamEnvironment env =
        StreamEnvironment.create("simulated")
            .set(JobOptions.STATE_DIR, "/state")
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20))
            .set(JobOptions.RESTART, JobOptions.Restart.FIXED);
    env.generate(200, 100, n -> n)
        .parallelism(2)
        .keyBy(n -> n % 3)
        .reduce(Long::sum)
        .parallelism(2)
        .<Object>transform(watched);
    return env.graph();
  }

  private final class Watching implements OperatorFactory {
    private final AtomicInteger failures;

    Watching(int failures) {
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public String kind() {
      return "watching";
    }

    @Override
    public Operator create(int subtaskIndex) {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("cannot be made yet");
      }
      return new AbstractOperator() {
        @Override
        public void onRecord(int input, Object value, long timestampMs) {
          seen.add(value);
        }
      };
    }
  }

  private static void runToItsEnd(SimulatedProcess process) {
    while (!process.job().isEnded()) {
      assertThat(process.step()).isTrue();
    }
    process.job().close();
  }

  @Test
  void runsAJobToItsEndInVirtualTime() throws JobRefusedException {
    try (SimulatedMachine machine = machine(1)) {
      SimulatedProcess process = machine.start(counting(new Watching(0)));
      runToItsEnd(process);

      assertThat(process.job().status()).isEqualTo(JobStatus.FINISHED);
      assertThat(seen).hasSize(200);
      assertThat(process.leaks()).isEmpty();
    }
  }

  @Test
  void runsTheSameWayForTheSameSeedAndAnotherForAnother() throws JobRefusedException {
    List<Long> digests = new ArrayList<>();
    List<List<Object>> orders = new ArrayList<>();
    for (long seed : new long[] {1, 1, 2}) {
      try (SimulatedMachine machine = machine(seed)) {
        seen.clear();
        runToItsEnd(machine.start(counting(new Watching(0))));
        digests.add(machine.digest());
        orders.add(List.copyOf(seen));
      }
    }

    assertThat(digests.get(1)).isEqualTo(digests.get(0)).isNotEqualTo(digests.get(2));
    assertThat(orders.get(1)).isEqualTo(orders.get(0)).isNotEqualTo(orders.get(2));
  }

  @Test
  void goesOnFromTheCheckpointThatTheDiskKeptThroughACrash() throws JobRefusedException {
    try (SimulatedMachine machine = machine(3)) {
      SimulatedProcess first = machine.start(counting(new Watching(0)));
      while (first.job().metrics().get("job.last-checkpoint-id").longValue() < 2) {
        assertThat(first.job().isEnded()).isFalse();
        first.step();
      }
      machine.kill();
      machine.crash();
      int before = seen.size();
      SimulatedProcess second = machine.start(counting(new Watching(0)));
      runToItsEnd(second);

      assertThat(second.job().status()).isEqualTo(JobStatus.FINISHED);
      assertThat(before).isPositive();
      assertThat(seen.size() - before).isLessThan(200);
      assertThat(second.leaks()).isEmpty();
    }
  }

  @Test
  void leavesNothingOpenOfATaskThatCouldNotBeMade() throws JobRefusedException {
    try (SimulatedMachine machine = machine(4)) {
      SimulatedProcess process = machine.start(keyedThatCannotBeMade(3));
      runToItsEnd(process);

      assertThat(process.job().status()).isEqualTo(JobStatus.FINISHED);
      assertThat(process.leaks()).isEmpty();
    }
  }

  private LogicalGraph keyedThatCannotBeMade(int times) {
    StreamEnvironment env =
        StreamEnvironment.create("simulated")
            .set(JobOptions.STATE_DIR, "/state")
            .set(JobOptions.RESTART, JobOptions.Restart.FIXED);
    env.generate(20, n -> n).keyBy(n -> n).<Object>transform(new Watching(times));
    return env.graph();
  }

  /** Counts what is made and what is closed of the common parts of its sources. */
  private static final class Coordinated implements OperatorFactory {
    private final AtomicInteger open;
    private final AtomicInteger failures;

    Coordinated(AtomicInteger open, int failures) {
      this.open = open;
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public String kind() {
      return "coordinated";
    }

    @Override
    public boolean isSource() {
      return true;
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new EmptySource();
    }

    @Override
    public SourceCoordinator createCoordinator(byte[] restored) {
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("cannot be made yet");
      }
      open.incrementAndGet();
      return new SourceCoordinator() {
        @Override
        public void start(Context context) {}

        @Override
        public void onSubtaskEvent(int subtaskIndex, Object event) {}

        @Override
        public byte[] snapshot(long checkpointId) {
          return null;
        }

        @Override
        public void close() {
          open.decrementAndGet();
        }
      };
    }
  }

  private static final class EmptySource implements SourceOperator {
    @Override
    public void open(OperatorContext context) {}

    @Override
    public Poll poll(int maxRecords) {
      return Poll.END;
    }
  }

  @Test
  void closesTheCoordinatorsThatWereMadeBeforeOneThatCouldNotBe() throws JobRefusedException {
    AtomicInteger open = new AtomicInteger();
    List<LogicalOperator> sources = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      sources.add(
          new LogicalOperator(
              i,
              null,
              "source-" + i,
              new Coordinated(open, 2 * i),
              1,
              1,
              List.of(),
              LogicalOperator.Chaining.ALWAYS));
    }
    try (SimulatedMachine machine = machine(5)) {
      SimulatedProcess process =
          machine.start(new LogicalGraph("simulated", Options.DEFAULTS, sources, List.of()));
      runToItsEnd(process);

      assertThat(process.job().status()).isEqualTo(JobStatus.FINISHED);
      assertThat(open).hasValue(0);
    }
  }
}
