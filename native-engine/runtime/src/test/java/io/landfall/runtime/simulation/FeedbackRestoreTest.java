package io.landfall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.option.JobOptions;
import io.landfall.api.serialization.Serializer;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.Output;
import io.landfall.runtime.task.TaskBatches;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was on its way round a cycle comes back when the operator that gets it is open. */
class FeedbackRestoreTest {

  private static final String AGAIN = "again";
  private static final int ITEMS = 60;
  private static final long HOPS = 20;

  private int openOperators;
  private int reads;
  private int readsTooEarly;
  private int arrived;

  private final class Loop implements OperatorFactory {
    @Override
    public String kind() {
      return "loop";
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new AbstractOperator() {
        private Output again;

        @Override
        public void open(OperatorContext operatorContext) throws Exception {
          super.open(operatorContext);
          again = context.sideOutput(AGAIN);
          openOperators++;
        }

        @Override
        public void onRecord(int input, Object value, long timestampMs) {
          long hop = (Long) value;
          if (hop < HOPS) {
            again.emit(hop + 1, timestampMs);
          } else {
            arrived++;
          }
        }

        @Override
        public void close() {
          openOperators--;
        }
      };
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
    env.generate(ITEMS, n -> 0L).rebalance().<Object>transform(new Loop());
    LogicalGraph open = env.graph();
    List<LogicalEdge> edges = new ArrayList<>(open.edges());
    edges.add(new LogicalEdge(1, AGAIN, 1, 0, new Partitioning.Forward(), true));
    return new LogicalGraph(open.jobName(), open.options(), open.operators(), edges);
  }

  @Test
  void readsWhatWasInFlightOnlyWhenTheOperatorIsOpen() throws Exception {
    SimulationProfile slow = new SimulationProfile(new TaskBatches(2, 2, 2), 1, false, 0, 1);
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
      assertThat(arrived).isEqualTo(ITEMS);
    }
  }
}
