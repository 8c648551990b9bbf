package io.landfall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.serialization.Serializer;
import io.landfall.runtime.job.Collected;
import io.landfall.runtime.job.HopLoop;
import io.landfall.runtime.task.TaskBatches;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What was on its way round a cycle comes back when the operator that gets it is open. */
class FeedbackRestoreTest {

  private static final int ITEMS = 60;
  private static final long HOPS = 20;

  private int openOperators;
  private int reads;
  private int readsTooEarly;
  private final Collected<Long> arrived = new Collected<>();

  private final class WatchedLoop extends HopLoop {

    WatchedLoop() {
      super(HOPS);
    }

    @Override
    protected void opened() {
      openOperators++;
    }

    @Override
    protected void closed() {
      openOperators--;
    }

    @Override
    public Serializer<Object> feedbackSerializer(Serializer<Object> generic) {
      return new Watched(generic);
    }
  }

  private final class Watched implements Serializer<Object> {
    private static final long serialVersionUID = 1L;
    private final transient Serializer<Object> generic;

    Watched(Serializer<Object> generic) {
      this.generic = generic;
    }

    @Override
    public void write(Object value, DataOutput out) throws IOException {
      generic.write(value, out);
    }

    @Override
    public Object read(DataInput in) throws IOException {
      reads++;
      readsTooEarly += openOperators == 0 ? 1 : 0;
      return generic.read(in);
    }

    @Override
    public Object copy(Object value) {
      return generic.copy(value);
    }

    @Override
    public boolean isImmutable(Object value) {
      return generic.isImmutable(value);
    }

    @Override
    public Serializer<Object> duplicate() {
      return new Watched(generic.duplicate());
    }
  }

  private LogicalGraph graph() {
    StreamEnvironment env =
        StreamEnvironment.create("round")
            .set(JobOptions.STATE_DIR, "/state")
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10));
    env.generate(ITEMS, n -> 0L).rebalance().<Long>transform(new WatchedLoop()).sink(arrived);
    return env.graph().withEdge(HopLoop.feedback(1, new Partitioning.Forward()));
  }

  @Test
  void readsWhatWasInFlightOnlyWhenTheOperatorIsOpen() throws Exception {
    SimulationProfile slow = new SimulationProfile(new TaskBatches(2, 2, 2), 1, false, 0, 1, 2);
    try (SimulatedMachine machine = new SimulatedMachine(getClass().getClassLoader())) {
      machine.reset(1, slow, DiskFaults.NONE, null);
      SimulatedProcess first = machine.start(graph());
      while (first.job().metrics().get("job.last-checkpoint-id").longValue() < 1) {
        assertThat(first.step()).isTrue();
      }
      first.job().stop();
      while (!first.isEnded()) {
        assertThat(first.step()).isTrue();
      }
      assertThat(first.job().status()).isEqualTo(JobStatus.STOPPED);
      assertThat(openOperators).isZero();

      SimulatedProcess second = machine.start(graph());
      while (!second.isEnded()) {
        assertThat(second.step()).isTrue();
      }

      assertThat(second.job().status()).isEqualTo(JobStatus.FINISHED);
      assertThat(reads).as("something was in flight").isPositive();
      assertThat(readsTooEarly).isZero();
      assertThat(arrived.values()).hasSize(ITEMS);
    }
  }
}
