package io.landfall.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.format.GzipFormat;
import io.landfall.connector.files.format.TextFormat;
import io.landfall.connector.files.sink.FileSink;
import io.landfall.connector.files.source.FileSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FilesOnTheEngineTest {

  record Row(String name, int number) {}

  @TempDir Path folder;

  private static StreamEnvironment environment() {
    return StreamEnvironment.create("files")
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(50))
        .set(JobOptions.RESTART_ATTEMPTS, 0);
  }

  @Test
  void showsAllThatWasReadWhenAWatchingJobIsStopped() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    Files.writeString(in.resolve("a"), "1\n2\n");
    StreamEnvironment env = environment().parallelism(2);
    env.from(FileSource.builder(TextFormat.lines()).path(in).watch(Duration.ofMillis(10)).build())
        .sinkTo(
            FileSink.builder(GzipFormat.of(TextFormat.lines()))
                .folder(folder.resolve("out"))
                .build());
    JobHandle job = env.executeAsync();
    awaitWritten(job, 2);
    Files.writeString(in.resolve(".b"), "3\n");
    Files.move(in.resolve(".b"), in.resolve("b"));
    awaitWritten(job, 3);
    job.stop();
    assertThat(job.await()).isEqualTo(JobStatus.STOPPED);

    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".txt.gz")).toList()) {
        try (var unpacked = new GZIPInputStream(Files.newInputStream(file))) {
          lines.addAll(new String(unpacked.readAllBytes()).lines().toList());
        }
      }
    }
    assertThat(lines).containsExactlyInAnyOrder("1", "2", "3");
  }

  private static void awaitWritten(JobHandle job, long records) {
    while (written(job) < records) {
      assertThat(job.lastFailure()).isNull();
      Thread.onSpinWait();
    }
  }

  private static long written(JobHandle job) {
    return job.metrics().entrySet().stream()
        .filter(each -> each.getKey().contains("records-written"))
        .mapToLong(each -> each.getValue().longValue())
        .sum();
  }

  @Test
  void failsWithOneSentenceThatNamesJobOperatorFileAndPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("rows.csv"), "name,number\na,1\nb,none\n");
    StreamEnvironment env = environment();
    env.from(FileSource.builder(CsvFormat.of(Row.class)).path(file).name("rows").build()).print();
    assertThatThrownBy(env::execute)
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining("job 'files'")
        .hasMessageContaining("rows")
        .cause()
        .hasMessageStartingWith("cannot decode the record at byte 16 of " + file + ": ");
  }

  @Test
  void refusesAJobWhoseFileIsNotThere() {
    StreamEnvironment env = environment();
    env.from(FileSource.builder(TextFormat.lines()).path(folder.resolve("none")).build()).print();
    assertThatThrownBy(env::execute)
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining(
            "source 'files': " + folder.resolve("none") + " does not exist; give an existing file");
  }
}
