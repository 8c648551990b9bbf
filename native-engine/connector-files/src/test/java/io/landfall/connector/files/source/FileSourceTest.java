package io.landfall.connector.files.source;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.connector.Source.InvalidSourceException;
import io.landfall.api.function.OutputTag;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.connector.files.format.CsvFormat;
import io.landfall.connector.files.format.JsonLinesFormat;
import io.landfall.connector.files.format.TextFormat;
import io.landfall.operators.harness.SourceHarness;
import io.landfall.operators.source.SplitSourceFactory;
import io.landfall.operators.spi.SourceOperator.Poll;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FileSourceTest {

  private static final String TEXT = "one\r\n\nzwölf €\n\r\nß\na longer line 𝄞\r\n\n\nlast";
  private static final List<Object> LINES =
      List.of("one", "", "zwölf €", "", "ß", "a longer line 𝄞", "", "", "last");

  record Order(String customer, int amount, String note) {}

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path packed(String name, String... members) throws IOException {
    Path file = folder.resolve(name);
    try (var out = Files.newOutputStream(file)) {
      for (String member : members) {
        GZIPOutputStream gzip = new GZIPOutputStream(out);
        gzip.write(member.getBytes(StandardCharsets.UTF_8));
        gzip.finish();
      }
    }
    return file;
  }

  private static FileSourceBuilder<String> lines(Path path) {
    return FileSource.builder(TextFormat.lines()).path(path);
  }

  private static SourceHarness open(FileSource<?> source, int parallelism) throws Exception {
    return SourceHarness.open(new SplitSourceFactory<>(source), parallelism);
  }

  private static List<Object> readAll(FileSource<?> source) throws Exception {
    try (SourceHarness harness = open(source, 1)) {
      return harness.pollToEnd().values();
    }
  }

  /** Restores after each record, with one subtask more or fewer each time. */
  private static List<Object> readRestoring(FileSource<?> source) throws Exception {
    try (SourceHarness harness = open(source, 1)) {
      int records = 0;
      boolean ended = false;
      for (int round = 0; !ended; round++) {
        assertThat(round).as("rounds without an end").isLessThan(10_000);
        ended = true;
        for (int i = 0; i < harness.parallelism(); i++) {
          ended &= harness.poll(i, 1) == Poll.END;
        }
        int now = harness.values().size();
        if (now > records) {
          records = now;
          harness.restore(1 + round % 3);
          ended = false;
        }
      }
      return harness.values();
    }
  }

  @Test
  void readsEachLineOnceWhateverTheRanges() throws Exception {
    Path file = file("lines.txt", TEXT);
    for (int bytes = 1; bytes <= Files.size(file) + 1; bytes++) {
      assertThat(readAll(lines(file).rangeBytes(bytes).build()))
          .as("ranges of %d bytes", bytes)
          .isEqualTo(LINES);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 1_000})
  void readsEachLineOnceWhenRestoredWithAnotherParallelismAfterEachRecord(int rangeBytes)
      throws Exception {
    assertThat(readRestoring(lines(file("lines.txt", TEXT)).rangeBytes(rangeBytes).build()))
        .containsExactlyInAnyOrderElementsOf(LINES);
  }

  /** Lines of a file, with their number as their time. */
  private static String numbered(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> name + " " + i + "\n").collect(joining());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsNoFileFarAheadOfAnotherOfTheSameSubtask(boolean compressed) throws Exception {
    int count = 1_000;
    for (String name : List.of("a", "b", "c")) {
      if (compressed) {
        packed(name + ".gz", numbered(name, count));
      } else {
        file(name, numbered(name, count));
      }
    }
    WatermarkStrategy<String> aligned =
        WatermarkStrategy.<String>monotonous()
            .withTimestamps((line, none) -> Long.parseLong(line.substring(2)))
            .withAlignment("files", Duration.ofMillis(100));
    try (SourceHarness harness =
        SourceHarness.open(new SplitSourceFactory<>(lines(folder).build(), aligned, 10), 3)) {
      for (int subtask = 0; subtask < 3; subtask++) {
        harness.poll(subtask, 1);
        harness.poll(subtask, 1);
      }
      harness.restore(1);
      for (int poll = 0; poll < 20; poll++) {
        harness.poll(0, 50);
      }
      List<Object> lines = harness.restore(1).pollToEnd().values();

      assertThat(lines)
          .containsExactlyInAnyOrderElementsOf(
              (numbered("a", count) + numbered("b", count) + numbered("c", count))
                  .lines()
                  .toList());
      Map<Character, Integer> last = new HashMap<>(Map.of('a', 0, 'b', 0, 'c', 0));
      for (Object line : lines) {
        String text = (String) line;
        last.put(text.charAt(0), Integer.parseInt(text.substring(2)));
        // Looked at every 64 records, and a restored split is known by its first record only.
        assertThat(Collections.max(last.values()) - Collections.min(last.values()))
            .isLessThanOrEqualTo(100 + 2 * 64);
      }
    }
  }

  @Test
  void unpacksCompressedFilesOfSeveralMembersAndRestoresByRecordNumber() throws Exception {
    int middle = TEXT.length() / 2;
    packed("lines.gz", TEXT.substring(0, middle), TEXT.substring(middle));
    FileSource<String> source = lines(folder).rangeBytes(5).build();

    assertThat(readAll(source)).isEqualTo(LINES);
    assertThat(readRestoring(source)).isEqualTo(LINES);
  }

  @Test
  void leavesOutAByteOrderMark() throws Exception {
    assertThat(readAll(lines(file("marked.txt", "\uFEFFa\n\uFEFFb")).build()))
        .isEqualTo(List.of("a", "\uFEFFb"));
  }

  @Test
  void readsLinesLongerThanItsBuffer() throws Exception {
    String longLine = "ä".repeat(100_000);
    assertThat(readRestoring(lines(file("long.txt", longLine + "\r\n" + longLine)).build()))
        .isEqualTo(List.of(longLine, longLine));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void refusesALineThatIsTooLongByNameAndPlace(int maxRecordBytes) throws Exception {
    Path file = file("long.txt", "short\n" + "x".repeat(maxRecordBytes + 1) + "\nlast\n");
    FileSourceBuilder<String> builder = lines(file).maxRecordBytes(maxRecordBytes);

    assertThatThrownBy(() -> readAll(builder.build()))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining(
            "record at byte 6 of %s: it has %d bytes and may have %d (maxRecordBytes)",
            file, maxRecordBytes + 1, maxRecordBytes);
    assertThat(readAll(builder.undecodable(UndecodablePolicy.skip()).build()))
        .isEqualTo(List.of("short", "last"));
  }

  @Test
  void takesALineThatIsJustShortEnough() throws Exception {
    assertThat(readAll(lines(file("a", "12345\n1234\n123456")).maxRecordBytes(6).build()))
        .isEqualTo(List.of("12345", "1234", "123456"));
  }

  @Test
  void readsTypedRowsOfCsvByTheNamesInTheHeader() throws Exception {
    String text =
        "note,amount,more,customer\n"
            + "\"two\nlines, \"\"quoted\"\"\",1,x,ada\n"
            + "\n"
            + ",-2,,\"\"\n"
            + "5\" pipe,3,x,€\r\n";
    List<Object> rows =
        List.of(
            new Order("ada", 1, "two\nlines, \"quoted\""),
            new Order("", -2, ""),
            new Order("€", 3, "5\" pipe"));
    Path file = file("orders.csv", text);
    Path gz = packed("orders.csv.gz", text);
    for (Path each : List.of(file, gz)) {
      FileSource<Order> source =
          FileSource.builder(CsvFormat.of(Order.class)).path(each).rangeBytes(4).build();
      assertThat(readAll(source)).isEqualTo(rows);
      assertThat(readRestoring(source)).isEqualTo(rows);
    }
  }

  @Test
  void readsRangesOfCsvWithoutLineEndsInFields() throws Exception {
    Path file = file("orders.csv", "customer,amount,note\nada,1,a\nbob,2,b\ncy,3,c\n");
    List<Object> rows =
        List.of(new Order("ada", 1, "a"), new Order("bob", 2, "b"), new Order("cy", 3, "c"));
    for (int bytes = 1; bytes < 50; bytes++) {
      FileSource<Order> source =
          FileSource.builder(CsvFormat.of(Order.class).singleLines())
              .path(file)
              .rangeBytes(bytes)
              .build();
      assertThat(readAll(source)).as("ranges of %d bytes", bytes).isEqualTo(rows);
      assertThat(readRestoring(source)).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void readsRowsWithoutHeaderAndRowsAsMaps() throws Exception {
    Path bare = file("bare.csv", "ada;1;NULL\n");
    assertThat(
            readAll(
                FileSource.builder(
                        CsvFormat.of(Order.class).withoutHeader().separator(';').nullValue("NULL"))
                    .path(bare)
                    .build()))
        .isEqualTo(List.of(new Order("ada", 1, null)));
    Path named = file("named.csv", "b,a\n1,2\n");
    assertThat(readAll(FileSource.builder(CsvFormat.maps()).path(named).build()))
        .isEqualTo(List.of(Map.of("b", "1", "a", "2")));
  }

  @Test
  void readsJsonLines() throws Exception {
    Path file =
        file(
            "orders.jsonl",
            "{\"customer\":\"ada\",\"amount\":1,\"other\":[]}\n \n{\"amount\":2,\"note\":\"\\n\"}");
    FileSource<Order> source =
        FileSource.builder(JsonLinesFormat.of(Order.class)).path(file).build();
    List<Object> values = List.of(new Order("ada", 1, null), new Order(null, 2, "\n"));
    assertThat(readAll(source)).isEqualTo(values);
    assertThat(readRestoring(source)).isEqualTo(values);
  }

  @Test
  void failsAtAnUndecodableRecordNamingFileAndPlace() throws Exception {
    Path csv = file("orders.csv", "customer,amount,note\nada,1,a\nbob,many,b\n");
    assertThatThrownBy(
            () -> readAll(FileSource.builder(CsvFormat.of(Order.class)).path(csv).build()))
        .isInstanceOf(UndecodableRecordException.class)
        .hasMessageContaining("cannot decode the record at byte 29 of " + csv + ": ")
        .hasMessageContaining("many");
    Path gz = packed("bad.jsonl.gz", "{}\n{} {}\n");
    assertThatThrownBy(() -> readAll(FileSource.builder(JsonLinesFormat.trees()).path(gz).build()))
        .hasMessageContaining("cannot decode the record at record 1 of " + gz + ": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada,1", "ada,1,a,b", "ada,,a", "\"ada\"x,1,a", "ada,1,\"a"})
  void countsAndHandsOverWhatIsNoRow(String row) throws Exception {
    Path file = file("orders.csv", "customer,amount,note\nada,1,a\n" + row + "\n");
    OutputTag<UndecodableRecord> tag = new OutputTag<>("bad");
    List<UndecodableRecord> handed = new ArrayList<>();
    for (UndecodablePolicy policy :
        List.of(
            UndecodablePolicy.skip(),
            UndecodablePolicy.handle(handed::add),
            UndecodablePolicy.sideOutput(tag))) {
      FileSource<Order> source =
          FileSource.builder(CsvFormat.of(Order.class)).path(file).undecodable(policy).build();
      try (SourceHarness harness = open(source, 1)) {
        assertThat(harness.pollToEnd().values()).isEqualTo(List.of(new Order("ada", 1, "a")));
        assertThat(harness.subtask(0).counter("undecodable")).isEqualTo(1);
        if (policy instanceof UndecodablePolicy.SideOutput) {
          handed.add((UndecodableRecord) harness.subtask(0).takeSideOutput("bad").get(0).value());
        }
      }
    }
    assertThat(handed).hasSize(2);
    for (UndecodableRecord each : handed) {
      assertThat(each.path()).isEqualTo(file.toString());
      assertThat(each.position()).isEqualTo(29);
      assertThat(new String(each.bytes(), StandardCharsets.UTF_8)).startsWith(row);
      assertThat(each.error()).isNotBlank();
    }
  }

  @Test
  void doesNotReplaceBytesThatAreNotUtf8() throws Exception {
    Path file = folder.resolve("latin1.txt");
    Files.write(file, "caf\u00e9\nfine \uFFFD".getBytes(StandardCharsets.ISO_8859_1));
    Files.write(file, new byte[] {'c', (byte) 0xE9, '\n', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD});
    assertThatThrownBy(() -> readAll(lines(file).build()))
        .hasMessageContaining("record at byte 0 of " + file + ": the bytes are not UTF-8");
    assertThat(readAll(lines(file).undecodable(UndecodablePolicy.skip()).build()))
        .isEqualTo(List.of("\uFFFD"));
  }

  @Test
  void refusesAHeaderWithoutTheTypesFields() throws Exception {
    Path file = file("orders.csv", "customer,note\nada,a\n");
    assertThatThrownBy(
            () -> readAll(FileSource.builder(CsvFormat.of(Order.class)).path(file).build()))
        .hasMessage(
            "%s: the header's columns [customer, note] lack the field 'amount' of %s; correct the"
                + " file",
            file, Order.class.getName());
  }

  @Test
  void namesAFileThatCannotBeUnpackedOrIsGoneOrHasShrunk() throws Exception {
    Path broken = file("broken.gz", "no gzip");
    assertThatThrownBy(() -> readAll(lines(broken).build()))
        .hasMessage("%s: cannot be read, Not in GZIP format", broken);
    Path whole = packed("whole.gz", TEXT.repeat(1_000));
    byte[] bytes = Files.readAllBytes(whole);
    Path torn = folder.resolve("torn.gz");
    Files.write(torn, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> readAll(lines(torn).build()))
        .hasMessageMatching(torn + ": cannot be read, behind record [0-9]+: Unexpected end.*");

    Path file = file("lines.txt", TEXT);
    try (SourceHarness harness = open(lines(file).build(), 1)) {
      harness.poll(0, 1);
      harness.poll(0, 2);
      file("lines.txt", "o");
      harness.restore(1);
      assertThatThrownBy(() -> harness.poll(0, 1))
          .hasMessage(
              "%s: cannot be read, was read up to byte 6 but has only 1 bytes now; restore the file"
                  + " or start afresh",
              file);
      Files.delete(file);
      assertThatThrownBy(() -> harness.poll(0, 1))
          .hasMessage("%s: was found but is gone now; bring it back, or start afresh", file);
    }
  }

  @Test
  void readsFoldersAndGlobsEachFileOnceInOrderAndNoTemporaryOnes() throws Exception {
    for (String each : List.of("a/b", "a/.hidden", "_tmp", "c")) {
      Files.createDirectories(folder.resolve(each));
    }
    for (String each :
        List.of("z.log", "a/y.log", "a/b/x.log", "a/b/.w.log", "a/.hidden/v.log", "_tmp/u.log")) {
      file(each, each);
    }
    file("c/other.txt", "c/other.txt");

    assertThat(readAll(lines(folder).build())).isEqualTo(List.of("z.log"));
    assertThat(readAll(lines(folder).recursive().build()))
        .isEqualTo(List.of("a/b/x.log", "a/y.log", "c/other.txt", "z.log"));
    assertThat(readAll(lines(folder.resolve("**/*.log")).paths(folder.toString()).build()))
        .isEqualTo(List.of("a/b/x.log", "a/y.log", "z.log"));
    assertThat(readAll(lines(folder.resolve("{a,c}/*")).build()))
        .isEqualTo(List.of("a/y.log", "c/other.txt"));
    assertThat(readAll(lines(folder.resolve("a/b/.w.log")).build()))
        .isEqualTo(List.of("a/b/.w.log"));
    assertThat(readAll(lines(folder).recursive().ignoredPrefixes("z", "c", "a").build()))
        .isEqualTo(List.of("_tmp/u.log"));
  }

  @Test
  void takesTheOldestFileFirstIfToldSo() throws Exception {
    Files.setLastModifiedTime(file("a", "new"), FileTime.fromMillis(3_000));
    Files.setLastModifiedTime(file("b", "old"), FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(file("c", "old too"), FileTime.fromMillis(1_000));
    assertThat(readAll(lines(folder).order(FileOrder.BY_MODIFICATION_TIME).build()))
        .isEqualTo(List.of("old", "old too", "new"));
  }

  @Test
  void refusesPathsThatMeanNothing() throws Exception {
    assertThatThrownBy(() -> lines(folder.resolve("none")).build().validate())
        .isInstanceOf(InvalidSourceException.class)
        .hasMessage("%s does not exist; give an existing file or folder", folder.resolve("none"));
    assertThatThrownBy(() -> lines(folder.resolve("*.csv")).build().validate())
        .isInstanceOf(InvalidSourceException.class)
        .hasMessage("no file fits %s; correct the pattern", folder.resolve("*.csv"));
    lines(folder.resolve("*.csv")).watch(Duration.ofMillis(1)).build().validate();
    assertThatThrownBy(() -> FileSource.builder(TextFormat.lines()).build())
        .hasMessage("source 'files': give it paths");
  }

  @Test
  void watchesAFolderAndTakesEachFileOnceThroughARestore() throws Exception {
    file("b", "b1\nb2");
    file("a", "a1\na2");
    FileSource<String> source = lines(folder).watch(Duration.ofMillis(1)).build();
    assertThat(source.isBounded()).isFalse();
    try (SourceHarness harness = open(source, 1)) {
      pollUntil(harness, 3);
      assertThat(harness.values()).isEqualTo(List.of("a1", "a2", "b1"));
      harness.restore(2);
      file(".c", "half");
      Files.move(file(".d", "d1"), folder.resolve("d"));
      pollUntil(harness, 5);
      assertThat(harness.values()).containsExactlyInAnyOrder("a1", "a2", "b1", "b2", "d1");

      harness.restore(1);
      file(".e", "e1");
      Files.move(folder.resolve(".e"), folder.resolve("e"));
      pollUntil(harness, 6);
      assertThat(harness.values()).containsExactlyInAnyOrder("a1", "a2", "b1", "b2", "d1", "e1");
    }
  }

  @Test
  void takesANameAgainOnlyOnceItWasGone() throws Exception {
    file("a", "1");
    FileSource<String> source = lines(folder).watch(Duration.ofMillis(1)).build();
    try (SourceHarness harness = open(source, 1)) {
      pollUntil(harness, 1);
      harness.poll(0, 1);
      file("a", "never seen");
      file("b", "2");
      pollUntil(harness, 2);
      Files.delete(folder.resolve("a"));
      file("c", "3");
      pollUntil(harness, 3);
      file("a", "4");
      pollUntil(harness, 4);
      assertThat(harness.values()).isEqualTo(List.of("1", "2", "3", "4"));
    }
  }

  /** One record at a time, so that a file is left half read. */
  private static void pollUntil(SourceHarness harness, int records) throws Exception {
    while (harness.values().size() < records) {
      harness.runPeriodic();
      for (int i = 0; i < harness.parallelism(); i++) {
        harness.poll(i, 1);
      }
      Thread.onSpinWait();
    }
  }
}
