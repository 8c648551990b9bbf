package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.runtime.job.ExactlyOnceSink.Transaction;
import io.landfall.runtime.simulation.DiskFaults;
import io.landfall.runtime.simulation.SimulatedMachine;
import io.landfall.runtime.simulation.SimulatedProcess;
import io.landfall.runtime.simulation.SimulationProfile;
import io.landfall.runtime.task.TaskBatches;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a job does about a checkpoint that may count or not. */
@Timeout(60)
class UndecidedCheckpointTest {

  private static final long RECORDS = 2_000;
  private static final String THE_ONE = "tmp-00000003";
  private static final SimulationProfile EVEN =
      new SimulationProfile(TaskBatches.DEFAULT, 8, false, 0, 1, 2);

  /** A rename fails, before or after it takes effect, and so does the look at what came of it. */
  private static final class RenameFails implements DiskFaults {
    private final boolean afterItsEffect;
    private int failuresLeft = 2;

    RenameFails(boolean afterItsEffect) {
      this.afterItsEffect = afterItsEffect;
    }

    @Override
    public void before(Operation operation, Path path) throws IOException {
      boolean ours = operation == Operation.RENAME && path.endsWith(THE_ONE) && !afterItsEffect;
      failIf(ours && failuresLeft == 2 || failuresLeft == 1);
    }

    @Override
    public void after(Operation operation, Path path) throws IOException {
      failIf(operation == Operation.RENAME && path.endsWith(THE_ONE) && failuresLeft == 2);
    }

    private void failIf(boolean now) throws IOException {
      if (now) {
        failuresLeft--;
        throw new IOException("as asked");
      }
    }
  }

  /** Remembers what its writers were restored from. */
  private record Watched(ExactlyOnceSink<Long> sink, List<Long> restoredFrom)
      implements TwoPhaseSink<Long, Transaction<Long>> {

    @Override
    public String name() {
      return sink.name();
    }

    @Override
    public Writer<Long, Transaction<Long>> createWriter(WriterContext context) {
      restoredFrom.add(context.restoredCheckpointId());
      return sink.createWriter(context);
    }

    @Override
    public void commit(Transaction<Long> prepared) {
      sink.commit(prepared);
    }

    @Override
    public void abort(Transaction<Long> prepared) {
      sink.abort(prepared);
    }
  }

  private static List<Long> restoresOfAJobOn(DiskFaults faults) throws Exception {
    Watched sink = new Watched(new ExactlyOnceSink<>(), new ArrayList<>());
    StreamEnvironment env =
        StreamEnvironment.create("undecided")
            .parallelism(1)
            .set(JobOptions.STATE_DIR, "/state")
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(10));
    env.generate(RECORDS, 10_000, i -> i).sinkTo(sink);
    ClassLoader loader = UndecidedCheckpointTest.class.getClassLoader();
    try (SimulatedMachine machine = new SimulatedMachine(loader)) {
      machine.reset(1, EVEN, faults, null);
      SimulatedProcess process = machine.start(env.graph());
      while (!process.job().isEnded()) {
        assertThat(process.step()).as("it can go on").isTrue();
      }
      assertThat(process.job().status()).isEqualTo(JobStatus.FINISHED);
      assertThat(process.leaks()).isEmpty();
    }
    assertThat(sink.sink().committed())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, RECORDS).boxed().toList());
    return sink.restoredFrom();
  }

  @Test
  void goesOnFromItIfARestoreFindsIt() throws Exception {
    assertThat(restoresOfAJobOn(new RenameFails(true))).containsExactly(-1L, 3L);
  }

  @Test
  void goesOnFromTheOneBeforeIfARestoreDoesNotFindIt() throws Exception {
    assertThat(restoresOfAJobOn(new RenameFails(false))).containsExactly(-1L, 2L);
  }
}
