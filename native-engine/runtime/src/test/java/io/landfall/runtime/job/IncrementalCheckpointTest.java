package io.landfall.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.runtime.simulation.DiskFaults;
import io.landfall.runtime.simulation.SimulatedMachine;
import io.landfall.runtime.simulation.SimulatedProcess;
import io.landfall.runtime.simulation.SimulationProfile;
import io.landfall.runtime.storage.DirectoryCheckpointStorage;
import io.landfall.runtime.storage.LocalDisk;
import io.landfall.runtime.storage.StoredCheckpoint;
import io.landfall.runtime.task.TaskBatches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of a job with many keys of which few change. */
@Timeout(120)
class IncrementalCheckpointTest {

  private static final long KEYS = 40_000;
  private static final long HOT_KEYS = 20;
  private static final long RECORDS = KEYS + 200_000;

  record Count(long key, long count) {}

  /** Only the ids of its transactions are in checkpoints, however long one takes to come. */
  private static final class RecordsApart extends ExactlyOnceSink<Count> {
    private final Map<String, List<Count>> prepared = new ConcurrentHashMap<>();

    @Override
    public Writer<Count, Transaction<Count>> createWriter(WriterContext context) {
      Writer<Count, Transaction<Count>> whole = super.createWriter(context);
      return new Writer<>() {
        @Override
        public void write(Count value, long timestampMs) throws Exception {
          whole.write(value, timestampMs);
        }

        @Override
        public List<Transaction<Count>> prepare(long checkpointId) throws Exception {
          return whole.prepare(checkpointId).stream().map(this::withoutRecords).toList();
        }

        private Transaction<Count> withoutRecords(Transaction<Count> of) {
          prepared.put(of.id(), of.records());
          return new Transaction<>(of.id(), List.of());
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void commit(Transaction<Count> of) {
      super.commit(new Transaction<>(of.id(), prepared.get(of.id())));
    }
  }

  @TempDir Path folder;

  private StreamEnvironment environment(int parallelism) {
    return StreamEnvironment.create("counts")
        .parallelism(parallelism)
        .set(JobOptions.STATE_DIR, folder.resolve("state").toString())
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofHours(1))
        .set(JobOptions.RESTART, JobOptions.Restart.NONE);
  }

  /** Every key once, then the hot ones again and again. */
  private static StreamEnvironment counting(
      StreamEnvironment env, double rate, ExactlyOnceSink<Count> sink) {
    env.generate(RECORDS, rate, i -> new Count(i < KEYS ? i : i % HOT_KEYS, 1))
        .keyBy(Count::key)
        .reduce((a, b) -> new Count(a.key(), a.count() + b.count()))
        .sinkTo(sink);
    return env;
  }

  private static void assertExact(ExactlyOnceSink<Count> sink) {
    Map<Long, Long> last = new HashMap<>();
    sink.committed().forEach(count -> last.merge(count.key(), count.count(), Math::max));
    assertThat(sink.committed()).doesNotHaveDuplicates().hasSize((int) RECORDS);
    assertThat(last.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(RECORDS);
    assertThat(last).hasSize((int) KEYS);
  }

  private List<Path> checkpoints() throws IOException {
    try (Stream<Path> paths = Files.list(folder.resolve("state/counts"))) {
      return paths
          .filter(path -> path.getFileName().toString().startsWith("chk-"))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static List<Path> files(Path folder, String prefix) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .filter(path -> path.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  private static long sizeBytes(List<Path> files) throws IOException {
    long sizeBytes = 0;
    for (Path file : files) {
      sizeBytes += Files.size(file);
    }
    return sizeBytes;
  }

  /** Of the operator's subtask that has emitted most. */
  private static long recordsOut(JobHandle job) {
    return job.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().endsWith("records-out"))
        .mapToLong(metric -> metric.getValue().longValue())
        .max()
        .orElse(0);
  }

  private static void awaitRecords(JobHandle job, long count) {
    long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (recordsOut(job) < count) {
      assertThat(System.nanoTime()).as("%d records within 60 s", count).isLessThan(deadlineNs);
      Thread.onSpinWait();
    }
  }

  private static void checkpoint(JobHandle job) throws Exception {
    job.checkpoint().get(60, TimeUnit.SECONDS);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void writesWhatChangedAndLinksTheRest() throws Exception {
    ExactlyOnceSink<Count> sink = new RecordsApart();
    JobHandle job = counting(environment(2), 25_000, sink).executeAsync();
    awaitRecords(job, KEYS + 1_000);
    checkpoint(job);
    checkpoint(job);
    checkpoint(job);
    checkpoint(job);
    Path savepoint = job.savepoint(folder.resolve("save")).get(60, TimeUnit.SECONDS);
    // What is written must not depend on how many records come between two checkpoints.
    awaitRecords(job, recordsOut(job) + 4_000);
    checkpoint(job);
    job.cancel();
    job.await(Duration.ofSeconds(30));

    List<Path> kept = checkpoints();
    Path newest = kept.get(kept.size() - 1);
    List<Path> bases = files(newest, "layer-");
    assertThat(bases).hasSize(2);
    assertThat(sizeBytes(files(newest, "state-"))).isLessThan(sizeBytes(bases) / 30);
    for (Path base : bases) {
      assertThat(Files.getAttribute(base, "unix:nlink")).isEqualTo(kept.size());
    }
    assertThat(files(savepoint, "layer-")).isEmpty();
    assertThat(sizeBytes(files(savepoint, "state-"))).isGreaterThan(sizeBytes(bases) * 9 / 10);

    LocalDisk disk = new LocalDisk();
    for (Path older : kept.subList(0, kept.size() - 1)) {
      disk.delete(older);
    }
    StoredCheckpoint whole = DirectoryCheckpointStorage.openCheckpoint(newest, disk);
    assertThat(whole.manifest().files()).hasSize(files(newest, "").size() - 1);
    counting(environment(3), 1e9, sink).execute();
    assertExact(sink);
  }

  @Test
  void aCheckpointOnABaseIsAsGoodAStartElsewhereAsASavepoint() throws Exception {
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    JobHandle job = counting(environment(2), 25_000, sink).executeAsync();
    awaitRecords(job, KEYS + 1_000);
    checkpoint(job);
    checkpoint(job);
    job.stop();
    assertThat(job.await(Duration.ofSeconds(30))).isEqualTo(JobStatus.STOPPED);
    Path newest = checkpoints().get(checkpoints().size() - 1);
    assertThat(files(newest, "layer-")).isNotEmpty();

    StreamEnvironment elsewhere =
        environment(1)
            .set(JobOptions.STATE_DIR, folder.resolve("other").toString())
            .set(JobOptions.RESTORE_FROM, newest.toString());
    counting(elsewhere, 1e9, sink).execute();

    assertExact(sink);
  }

  /** A file system without links. */
  private static final class NoLinks implements DiskFaults {
    int tries;

    @Override
    public void before(Operation operation, Path path) throws IOException {
      if (operation == Operation.LINK) {
        tries++;
        throw new IOException("Operation not supported");
      }
    }
  }

  @Test
  void goesOnWithFullCheckpointsWhereFilesCannotBeLinked() throws Exception {
    NoLinks noLinks = new NoLinks();
    List<String> trace = new ArrayList<>();
    ExactlyOnceSink<Count> sink = new ExactlyOnceSink<>();
    StreamEnvironment env =
        StreamEnvironment.create("counts")
            .parallelism(2)
            .set(JobOptions.STATE_DIR, "/state")
            .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(20));
    env.generate(1_000, 2_000, i -> new Count(i < 50 ? i : i % 3, 1))
        .keyBy(Count::key)
        .reduce((a, b) -> new Count(a.key(), a.count() + b.count()))
        .sinkTo(sink);
    try (SimulatedMachine machine =
        new SimulatedMachine(IncrementalCheckpointTest.class.getClassLoader())) {
      machine.reset(
          1,
          new SimulationProfile(TaskBatches.DEFAULT, 8, false, 0, 1, 2),
          noLinks,
          line -> trace.add(line.get()));
      SimulatedProcess process = machine.start(env.graph());
      while (!process.job().isEnded()) {
        assertThat(process.step()).as("it can go on").isTrue();
      }
      assertThat(process.job().status()).isEqualTo(JobStatus.FINISHED);
      assertThat(process.leaks()).isEmpty();
    }
    assertThat(noLinks.tries).isGreaterThan(5);
    assertThat(trace)
        .anyMatch(line -> line.contains("ManifestWritten"))
        .noneMatch(line -> line.contains("WriteFailed"));
    assertThat(sink.committed()).hasSize(1_000).doesNotHaveDuplicates();
  }
}
