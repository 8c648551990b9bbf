package io.landfall.connector.files.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.connector.files.format.GzipFormat;
import io.landfall.connector.files.format.TextFormat;
import io.landfall.connector.files.format.WriteFormat;
import io.landfall.operators.harness.OperatorSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A job that writes the numbers from 0 on, dies in every way, and goes on from its last durable
 * checkpoint, with any parallelism: each number must be there once in the end, and no number early.
 */
class FileSinkProperties {

  private static final int STEPS = 40;
  private static final int CASES = 5;

  @TempDir Path temp;

  private Random random;
  private FileSink<String> sink;
  private SinkRun run;
  private long next;
  private long checkpointId;

  /** The durable checkpoint: its state, and the number behind the last one that it covers. */
  private List<OperatorSnapshot> durable;

  private long durableNext;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hasEachRecordOnceThroughDeathsOfAllKinds(long seed) throws Exception {
    for (int i = 0; i < CASES; i++) {
      Path folder = temp.resolve("case-" + i);
      random = new Random(seed * 1_000 + i);
      tryOne(folder, "seed " + seed + ", case " + i);
    }
  }

  private void tryOne(Path folder, String name) throws Exception {
    sink = sink(folder);
    durable = List.of();
    durableNext = 0;
    next = 0;
    run = new SinkRun(sink, 1 + random.nextInt(3), durable);
    for (int step = 0; step < STEPS; step++) {
      step();
      assertThat(Visible.lines(folder).stream().map(Long::valueOf))
          .as("%s, step %d: visible before it is durable", name, step)
          .doesNotHaveDuplicates()
          .allMatch(number -> number < durableNext);
    }
    checkpoint();
    run.complete(checkpointId);
    run.close();
    assertThat(Visible.lines(folder).stream().map(Long::valueOf))
        .as(name)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, next).boxed().toList());
    assertThat(Visible.hidden(folder)).as(name).isEmpty();
  }

  private FileSink<String> sink(Path folder) {
    WriteFormat<String> text = TextFormat.lines();
    FileSinkBuilder<String> builder =
        FileSink.builder(random.nextInt(4) == 0 ? GzipFormat.of(text) : text).folder(folder);
    if (random.nextBoolean()) {
      builder.buckets((value, timestampMs) -> "b" + Long.parseLong(value) % 3);
      builder.maxOpenFiles(1 + random.nextInt(3));
    }
    return builder
        .rolling(
            switch (random.nextInt(3)) {
              case 0 -> RollingPolicy.atEachCheckpoint();
              case 1 -> RollingPolicy.standard();
              default -> RollingPolicy.standard().withMaxBytes(1 + random.nextInt(30));
            })
        .build();
  }

  private void step() throws Exception {
    switch (random.nextInt(10)) {
      case 0 -> restart(false);
      case 1 -> restart(true);
      case 2 -> run.snapshot(++checkpointId);
      case 3 -> checkpoint();
      case 4 -> {
        checkpoint();
        run.subtask(random.nextInt(run.parallelism())).checkpointComplete(checkpointId);
      }
      case 5, 6 -> {
        checkpoint();
        run.complete(checkpointId);
      }
      default -> write();
    }
  }

  private void write() throws Exception {
    for (int left = random.nextInt(5); left > 0; left--) {
      run.subtask((int) (next % run.parallelism())).record(Long.toString(next));
      next++;
    }
  }

  /** Durable, whether or not anybody is told. */
  private void checkpoint() throws Exception {
    durable = run.snapshot(++checkpointId);
    durableNext = next;
  }

  private void restart(boolean closes) throws Exception {
    if (closes) {
      run.close();
    }
    next = durableNext;
    run = new SinkRun(sink, 1 + random.nextInt(3), durable);
  }
}
