package io.landfall.runtime.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.option.JobOptions;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.runtime.task.TaskBatches;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job that is to end, or failed, while the files of a checkpoint are being written. */
class EndedWhileWritingTest {

  private static final long RECORDS = 200_000;
  private static final long KEYS = 40_000;

  private final SimulatedMachine machine = new SimulatedMachine(getClass().getClassLoader());
  private int writes;
  private long seen;
  private boolean failing;
  private SimulatedProcess process;

  /** Fails once when it is told to. */
  private final class Watching implements OperatorFactory {
    @Override
    public String kind() {
      return "watching";
    }

    @Override
    public Operator create(int subtaskIndex) {
      return new AbstractOperator() {
        @Override
        public void onRecord(int input, Object value, long timestampMs) {
          seen++;
          if (failing) {
            failing = false;
            throw new IllegalStateException("on purpose");
          }
        }
      };
    }
  }

  private LogicalGraph graph() {
    StreamEnvironment env =
        StreamEnvironment.create("written")
            .set(JobOptions.STATE_DIR, "/state")
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20))
            .set(JobOptions.RESTART, JobOptions.Restart.FIXED);
    env.generate(RECORDS, n -> n % KEYS)
        .keyBy(n -> n)
        .reduce(Long::sum)
        .<Object>transform(new Watching());
    return env.graph();
  }

  /** Steps a job until it is in the middle of a checkpoint's file. */
  @BeforeEach
  void startAndStopInTheMiddleOfAFile() throws Exception {
    DiskFaults counting =
        new DiskFaults() {
          @Override
          public void before(Operation operation, Path path) {
            writes += operation == Operation.WRITE && path.toString().endsWith(".data") ? 1 : 0;
          }
        };
    machine.reset(
        1, new SimulationProfile(TaskBatches.DEFAULT, 16, false, 0, 1, 2), counting, null);
    process = machine.start(graph());
    while (seen < 2 * KEYS) {
      assertThat(process.step()).isTrue();
    }
    awaitCheckpoint();
    writes = 0;
    awaitCheckpoint();
    int ofOneCheckpoint = writes;
    assertThat(ofOneCheckpoint).isGreaterThan(100);
    writes = 0;
    while (writes < ofOneCheckpoint / 2) {
      assertThat(process.step()).isTrue();
    }
    writes = 0;
  }

  private void awaitCheckpoint() {
    long before = process.job().metrics().get("job.last-checkpoint-id").longValue();
    while (process.job().metrics().get("job.last-checkpoint-id").longValue() == before) {
      assertThat(process.step()).isTrue();
    }
  }

  @AfterEach
  void close() {
    machine.close();
  }

  @Test
  void aFailedJobDoesNotWaitForTheRestOfTheFile() {
    machine.stallIo(100);
    failing = true;
    while (process.job().metrics().get("job.restarts").longValue() == 0) {
      assertThat(process.step()).isTrue();
    }

    assertThat(writes).as("one more at the most on each of two threads").isLessThanOrEqualTo(2);
    while (!process.isEnded()) {
      assertThat(process.step()).isTrue();
    }
    assertThat(process.job().status()).isEqualTo(JobStatus.FINISHED);
    assertThat(process.leaks()).isEmpty();
  }

  @Test
  void aDiskThatNeverAnswersIsSaidToBeWhatHoldsACancelledJobUp() {
    long atMs = machine.elapsedMs();
    machine.stallIo(Duration.ofHours(1).toMillis());
    process.job().cancel();
    while (!process.job().isEnded()) {
      assertThat(process.step()).isTrue();
    }

    assertThat(process.job().status()).isEqualTo(JobStatus.FAILED);
    assertThat(machine.elapsedMs() - atMs).isBetween(30_000L, 31_000L);
    assertThat(process.job().lastFailure())
        .hasMessage(
            "job 'written': its state directory did not answer for 30 s after all tasks were"
                + " closed, while a checkpoint was being written; look after the disk, then start"
                + " the job again");
  }
}
