package io.landfall.connector.files.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.format.GzipFormat;
import io.landfall.connector.files.format.JsonLinesFormat;
import io.landfall.connector.files.format.TextFormat;
import io.landfall.operators.harness.OperatorSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest {

  record Order(String customer, int amount, String note) {}

  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void nameFolder() {
    folder = temp.resolve("made/by the sink");
  }

  private FileSinkBuilder<String> lines() {
    return FileSink.builder(TextFormat.lines()).folder(folder);
  }

  private String only() throws IOException {
    List<String> files = Visible.files(folder);
    assertThat(files).hasSize(1);
    return Visible.content(folder.resolve(files.get(0)));
  }

  @Test
  void showsAFileWhenTheCheckpointThatEndsItIsComplete() throws Exception {
    SinkRun run = new SinkRun(lines().rolling(RollingPolicy.atEachCheckpoint()).build());
    run.write("a", "b").snapshot(1);
    run.write("c");
    assertThat(Visible.files(folder)).isEmpty();

    run.complete(1);
    assertThat(only()).isEqualTo("a\nb\n");
    assertThat(Visible.files(folder).get(0)).matches("part-0-[0-9a-f]{8}-0\\.txt");

    run.checkpoint(2);
    assertThat(Visible.files(folder)).hasSize(2);
    run.checkpoint(3);
    assertThat(Visible.files(folder)).hasSize(2);
    run.close();
    assertThat(Visible.lines(folder)).containsExactly("a", "b", "c");
    assertThat(Visible.hidden(folder)).isEmpty();
  }

  @Test
  void letsAFileGrowOverCheckpointsAndShowsItWhenTheJobEnds() throws Exception {
    SinkRun run = new SinkRun(lines().build());
    run.write("a").checkpoint(1);
    run.write("b").checkpoint(2);
    assertThat(Visible.files(folder)).isEmpty();
    run.close();
    assertThat(only()).isEqualTo("a\nb\n");
    assertThat(Visible.hidden(folder)).isEmpty();
  }

  @Test
  void cutsAGrowingFileBackToTheRestoredCheckpoint() throws Exception {
    FileSink<String> sink = lines().build();
    SinkRun run = new SinkRun(sink);
    run.write("a").snapshot(1);
    run.write("b");
    List<OperatorSnapshot> second = run.snapshot(2);
    run.write("lost").snapshot(3);

    SinkRun next = new SinkRun(sink, 1, second);
    assertThat(only()).isEqualTo("a\nb\n");
    next.write("c").checkpoint(4);
    next.close();
    assertThat(Visible.lines(folder)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(Visible.hidden(folder)).isEmpty();
  }

  @Test
  void leavesAFileHiddenThatALaterCheckpointMayKnowMoreOf() throws Exception {
    FileSink<String> sink = lines().build();
    SinkRun run = new SinkRun(sink);
    run.write("a").checkpoint(1);
    List<OperatorSnapshot> durableButNobodyKnows = run.write("b").snapshot(2);
    run.close();
    assertThat(Visible.files(folder)).isEmpty();

    new SinkRun(sink, 1, durableButNobodyKnows).close();
    assertThat(only()).isEqualTo("a\nb\n");
  }

  @Test
  void deletesWhatNoRestoredHandleNamesButNothingOfOthers() throws Exception {
    FileSink<String> sink = lines().build();
    new SinkRun(sink, 3, List.of()).write("never in a checkpoint");
    Path other = Files.createDirectories(folder.resolve(".landfall/other-job-0"));
    Files.writeString(other.resolve("0-abc-0.txt"), "theirs");
    Files.writeString(folder.resolve("part-0-abc-0.txt"), "before");
    assertThat(Visible.hidden(folder)).hasSize(2);

    new SinkRun(sink, 2, List.of());
    assertThat(Visible.hidden(folder)).containsExactly(".landfall/other-job-0/0-abc-0.txt");
    assertThat(Visible.lines(folder)).containsExactly("before");
  }

  @Test
  void commitsAgainAndAbortsWithoutHarm() throws Exception {
    FileSink<String> sink = lines().rolling(RollingPolicy.atEachCheckpoint()).build();
    SinkRun run = new SinkRun(sink);
    List<OperatorSnapshot> snapshot = run.write("a").checkpoint(1);
    new SinkRun(sink, 1, snapshot);
    assertThat(only()).isEqualTo("a\n");

    Files.delete(folder.resolve(Visible.files(folder).get(0)));
    new SinkRun(sink, 1, snapshot);
    assertThat(Visible.files(folder)).as("taken away by a consumer").isEmpty();

    PreparedFile file =
        new PreparedFile(folder.resolve("x").toString(), folder.resolve("y").toString(), 1, true);
    sink.abort(file);
    Files.writeString(folder.resolve("x"), "1");
    sink.abort(file);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void namesAFileThatHasLostBytes() throws Exception {
    FileSink<String> sink = lines().build();
    List<OperatorSnapshot> snapshot = new SinkRun(sink).write("abc").snapshot(1);
    Path hidden = folder.resolve(Visible.hidden(folder).get(0));
    Files.writeString(hidden, "ab");
    assertThatThrownBy(() -> new SinkRun(sink, 1, snapshot))
        .hasMessage(
            "POSSIBLE LOSS: %s has 2 bytes and the checkpoint 4; bring the file back, or start from"
                + " an older checkpoint",
            hidden);
  }

  @Test
  void endsFilesBySize() throws Exception {
    SinkRun run = new SinkRun(lines().rolling(RollingPolicy.standard().withMaxBytes(1)).build());
    String large = "x".repeat(20_000);
    run.write(large, large, large).checkpoint(1);
    run.close();
    assertThat(Visible.files(folder)).hasSize(3);
    assertThat(Visible.lines(folder)).containsExactly(large, large, large);
  }

  @Test
  void endsFilesByAge() throws Exception {
    AtomicLong clockMs = new AtomicLong(1_000);
    SinkRun run =
        new SinkRun(
            lines()
                .clock(clockMs::get)
                .rolling(RollingPolicy.standard().withMaxAge(Duration.ofMillis(100)))
                .build());
    run.write("a");
    clockMs.set(1_099);
    run.checkpoint(1);
    assertThat(Visible.files(folder)).isEmpty();
    run.write("b");
    clockMs.set(1_100);
    run.checkpoint(2);
    assertThat(only()).isEqualTo("a\nb\n");
  }

  @Test
  void putsRecordsIntoBucketsByValueAndByTime() throws Exception {
    SinkRun run =
        new SinkRun(lines().buckets((value, timestampMs) -> value.substring(0, 1)).build());
    run.write("a1", "b1", "a2", "b2").checkpoint(1);
    run.close();
    assertThat(Visible.files(folder).stream().map(name -> name.substring(0, 7)))
        .containsExactly("a/part-", "b/part-");
    assertThat(Visible.lines(folder)).containsExactly("a1", "a2", "b1", "b2");

    BucketAssigner<Object> byTime = BucketAssigner.byTimestamp("yyyy-MM-dd/HH", ZoneOffset.UTC);
    assertThat(byTime.bucket("", 0)).isEqualTo("1970-01-01/00");
    assertThat(byTime.bucket("", 3_599_999)).isEqualTo("1970-01-01/00");
    assertThat(byTime.bucket("", 3_600_000)).isEqualTo("1970-01-01/01");
    assertThat(byTime.bucket("", -1)).isEqualTo("1969-12-31/23");
    assertThatThrownBy(() -> byTime.bucket("", Long.MIN_VALUE))
        .hasMessageStartingWith("a record without a timestamp has no bucket yyyy-MM-dd/HH; give");
  }

  @Test
  void refusesABucketOutsideItsFolder() throws Exception {
    for (String bucket : List.of("../elsewhere", "/elsewhere", ".landfall/x")) {
      SinkRun run = new SinkRun(lines().buckets((value, timestampMs) -> bucket).build());
      assertThatThrownBy(() -> run.write("a"))
          .hasMessage("bucket '%s' is not a folder below %s; correct the bucket", bucket, folder);
    }
  }

  @Test
  void endsTheFileThatWaitedLongestWhenTooManyAreOpen() throws Exception {
    SinkRun run =
        new SinkRun(lines().maxOpenFiles(2).buckets((value, timestampMs) -> value).build());
    run.write("a", "b", "a", "c", "a", "b").checkpoint(1);
    assertThat(Visible.files(folder).stream().map(name -> name.substring(0, 1)))
        .containsExactly("b", "c");
    run.close();
    assertThat(Visible.lines(folder)).containsExactly("a", "a", "a", "b", "b", "c");
  }

  @Test
  void writesCsvWithAHeaderInEachFileAndJsonLines() throws Exception {
    SinkRun csv = new SinkRun(FileSink.builder(CsvFormat.of(Order.class)).folder(folder).build());
    csv.write(new Order("a,b", 1, "two\nlines"), new Order("c", -2, null)).checkpoint(1);
    csv.write(new Order("d", 3, "\"")).checkpoint(2);
    csv.close();
    assertThat(only())
        .isEqualTo("customer,amount,note\n\"a,b\",1,\"two\nlines\"\nc,-2,\nd,3,\"\"\"\"\n");

    folder = temp.resolve("json");
    SinkRun json =
        new SinkRun(FileSink.builder(JsonLinesFormat.of(Order.class)).folder(folder).build());
    json.write(new Order("a", 1, "\n")).checkpoint(1);
    json.write(new Order("b", 2, null)).checkpoint(2);
    json.close();
    assertThat(only())
        .isEqualTo(
            "{\"customer\":\"a\",\"amount\":1,\"note\":\"\\n\"}\n"
                + "{\"customer\":\"b\",\"amount\":2,\"note\":null}\n");
  }

  @Test
  void packsFilesThatCanBeCutAtEachCheckpoint() throws Exception {
    FileSink<String> sink =
        FileSink.builder(GzipFormat.of(TextFormat.lines())).folder(folder).build();
    SinkRun run = new SinkRun(sink);
    run.write("a").checkpoint(1);
    List<OperatorSnapshot> second = run.write("b").snapshot(2);
    run.write("c").snapshot(3);
    new SinkRun(sink, 1, second);
    assertThat(Visible.files(folder).get(0)).endsWith(".txt.gz");
    assertThat(only()).isEqualTo("a\nb\n");
  }

  @Test
  void refusesAFolderThatCannotBeOneAndAJobWithoutCheckpoints() throws Exception {
    var settings =
        new TwoPhaseSink.Settings(
            "job", "files", true, Duration.ofSeconds(1), Duration.ofSeconds(1));
    lines().build().validate(settings);
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(
            () -> FileSink.builder(TextFormat.lines()).folder(file).build().validate(settings))
        .hasMessage("%s cannot be a folder: %s is not one; give another one", file, file);
    assertThatThrownBy(
            () ->
                lines()
                    .build()
                    .validate(
                        new TwoPhaseSink.Settings(
                            "job", "files", false, Duration.ZERO, Duration.ZERO)))
        .hasMessageStartingWith("files become visible by checkpoints");
    assertThatThrownBy(() -> FileSink.builder(TextFormat.lines()).build())
        .hasMessage("sink 'file-sink': give it a folder");
  }
}
