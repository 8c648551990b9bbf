package io.landfall.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.JobResults;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.connector.files.sink.FileSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParquetOnTheEngineTest {

  private static final long ROWS = 10_000;
  private static final AtomicBoolean TO_FAIL = new AtomicBoolean();

  record Row(long number) {}

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

    TO_FAIL.set(false);
    StreamEnvironment reading =
        StreamEnvironment.create("reading")
            .parallelism(2)
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20));
    var numbers =
        reading
            .from(ParquetSource.of(Row.class).paths(folder.toString()))
            .map(
                row -> {
                  if (TO_FAIL.compareAndSet(true, false)) {
                    throw new IllegalStateException("on purpose");
                  }
                  return row.number();
                });
    try (JobResults<Long> results = reading.executeAndCollect(numbers)) {
      // The job waits for its caller, so it has not ended yet.
      List<Long> read = new ArrayList<>();
      read.add(results.next());
      CompletableFuture<Long> checkpoint = results.job().checkpoint();
      while (!checkpoint.isDone()) {
        read.add(results.next());
      }
      TO_FAIL.set(true);
      read.addAll(results.list());

      assertThat(results.job().lastFailure()).hasMessageContaining("on purpose");
      assertThat(read)
          .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }
  }
}
