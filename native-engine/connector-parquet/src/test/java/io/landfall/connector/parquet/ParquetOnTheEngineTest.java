package io.landfall.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.JobResults;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.CheckpointedFunction;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.state.OperatorStates;
import io.landfall.connector.files.sink.FileSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParquetOnTheEngineTest {

  private static final long ROWS = 10_000;

  record Row(long number) {}

  /** At first slow, and fails as soon as a checkpoint must be complete. */
  private static final class FailsOnce implements MapFunction<Row, Long>, CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final long PACE_NS = 1_000_000;
    private transient boolean first;
    private transient int snapshots;

    @Override
    public void openState(OperatorStates states) {}

    @Override
    public void open(RuntimeContext context) {
      first = context.attempt() == 0;
    }

    @Override
    public Long map(Row row) {
      if (first) {
        if (snapshots > 1) {
          throw new IllegalStateException("on purpose");
        }
        LockSupport.parkNanos(PACE_NS);
      }
      return row.number();
    }

    @Override
    public void snapshotState(long checkpointId) {
      snapshots++;
    }
  }

  @Test
  void readsOnceWhatWasWrittenAlthoughTheJobFails(@TempDir Path folder) throws Exception {
    StreamEnvironment writing = StreamEnvironment.create("writing").parallelism(2);
    writing
        .generate(ROWS, Row::new)
        .rebalance()
        .sinkTo(
            FileSink.builder(ParquetFormat.of(Row.class).rowGroupBytes(5_000))
                .folder(folder)
                .build())
        .uid("rows");
    assertThat(writing.execute()).isEqualTo(JobStatus.FINISHED);

    StreamEnvironment reading =
        StreamEnvironment.create("reading")
            .parallelism(2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20));
    var numbers =
        reading.from(ParquetSource.of(Row.class).paths(folder.toString())).map(new FailsOnce());
    try (JobResults<Long> results = reading.executeAndCollect(numbers)) {
      List<Long> read = results.list();

      assertThat(results.job().lastFailure()).hasMessageContaining("on purpose");
      assertThat(read)
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }
  }
}
