package io.landfall.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.connector.Source.InvalidSourceException;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.connector.files.format.RecordEncoder;
import io.landfall.operators.harness.SourceHarness;
import io.landfall.operators.source.SplitSourceFactory;
import io.landfall.operators.spi.SourceOperator.Poll;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ParquetSourceTest {

  record Numbered(String name, int number) {}

  record Name(String name) {}

  record Missing(String name, String other) {}

  record OtherType(long name) {}

  @TempDir Path folder;

  @SafeVarargs
  private <T extends Record> Path write(String name, Class<T> type, T... rows) throws IOException {
    return write(name, ParquetFormat.of(type), List.of(rows));
  }

  private <T> Path write(String name, ParquetFormat<T> format, List<T> rows) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      RecordEncoder<T> encoder = format.encoder(out);
      for (T row : rows) {
        encoder.write(row);
      }
      encoder.finish();
    }
    return file;
  }

  /** In several row groups. */
  private List<Numbered> writeNumbered(String name, int count) throws IOException {
    List<Numbered> rows = IntStream.range(0, count).mapToObj(i -> new Numbered(name, i)).toList();
    write(name + ".parquet", ParquetFormat.of(Numbered.class).rowGroupBytes(2_000), rows);
    return rows;
  }

  private <T extends Record> ParquetSource<T> source(Class<T> type) {
    return ParquetSource.of(type).paths(folder.toString());
  }

  private static List<Object> readAll(ParquetSource<?> source) throws Exception {
    try (SourceHarness harness = SourceHarness.open(new SplitSourceFactory<>(source), 1)) {
      return harness.pollToEnd().values();
    }
  }

  @Test
  void readsEachTypeAndNullAsTheSinkWritesThem() throws Exception {
    write("orders.parquet", Order.class, Order.FULL, Order.NULLS);

    assertThat(readAll(source(Order.class))).containsExactly(Order.FULL, Order.NULLS);
  }

  @Test
  void readsFilesAndGlobsEachFileOnceInOrderAndOnlyTheColumnsOfTheType() throws Exception {
    write("b.parquet", Numbered.class, new Numbered("b", 1));
    write("a.parquet", Numbered.class, new Numbered("a", 1), new Numbered("a", 2));
    write("empty.parquet", Numbered.class);
    write("_unfinished.parquet", Numbered.class, new Numbered("none", 1));

    assertThat(readAll(source(Name.class).paths(folder + "/*.parquet")))
        .containsExactly(new Name("a"), new Name("a"), new Name("b"));
  }

  @Test
  void readsEachRowOnceThroughRestoresWithOtherParallelisms() throws Exception {
    List<Object> rows = new ArrayList<>(writeNumbered("a", 3_000));
    rows.addAll(writeNumbered("b", 10));
    ParquetSource<Numbered> source = source(Numbered.class);
    assertThat(source.createEnumerator(null).snapshot(1).splits()).hasSizeGreaterThan(4);

    try (SourceHarness harness = SourceHarness.open(new SplitSourceFactory<>(source), 1)) {
      int restoredAt = 0;
      boolean ended = false;
      for (int round = 0; !ended; round++) {
        ended = true;
        for (int i = 0; i < harness.parallelism(); i++) {
          ended &= harness.poll(i, 70) == Poll.END;
        }
        if (harness.values().size() >= restoredAt + 300) {
          restoredAt = harness.values().size();
          harness.restore(1 + round % 3);
          ended = false;
        }
      }
      assertThat(harness.values()).containsExactlyInAnyOrderElementsOf(rows);
    }
  }

  @Test
  void readsNoRowGroupFarAheadOfAnotherOfTheSameSubtask() throws Exception {
    write("a.parquet", ParquetFormat.of(Numbered.class), numbered("a"));
    write("b.parquet", ParquetFormat.of(Numbered.class), numbered("b"));
    WatermarkStrategy<Numbered> aligned =
        WatermarkStrategy.<Numbered>monotonous()
            .withTimestamps((row, none) -> row.number())
            .withAlignment("rows", Duration.ofMillis(100));
    try (SourceHarness harness =
        SourceHarness.open(new SplitSourceFactory<>(source(Numbered.class), aligned, 10), 2)) {
      for (int subtask = 0; subtask < 2; subtask++) {
        harness.poll(subtask, 1);
        harness.poll(subtask, 1);
      }
      List<Object> rows = harness.restore(1).pollToEnd().values();

      assertThat(rows).hasSize(2_000).doesNotHaveDuplicates();
      Map<String, Integer> last = new HashMap<>(Map.of("a", 0, "b", 0));
      for (Object each : rows) {
        Numbered row = (Numbered) each;
        last.put(row.name(), row.number());
        // Looked at every 64 rows.
        assertThat(Collections.max(last.values()) - Collections.min(last.values()))
            .isLessThanOrEqualTo(100 + 2 * 64);
      }
    }
  }

  private static List<Numbered> numbered(String name) {
    return IntStream.range(0, 1_000).mapToObj(i -> new Numbered(name, i)).toList();
  }

  @Test
  void refusesWhatItCannotRead() throws Exception {
    assertRefused(ParquetSource.of(Name.class), "it has no paths; give it some: paths(...)");
    assertRefused(source(Name.class).paths(folder + "/none"), "none does not exist");
    Path good = write("a.parquet", Numbered.class, new Numbered("a", 1));
    source(Name.class).validate();
    assertRefused(source(Missing.class), good + ", row 0 of the row group at byte 4: cannot be");
    assertRefused(source(OtherType.class), good + ", row 0 of the row group at byte 4: cannot be");
    Path text = Files.writeString(folder.resolve("text"), "this is no Parquet file at all");
    assertRefused(source(Name.class), text + " cannot be read as a Parquet file: ");
  }

  private static void assertRefused(ParquetSource<?> source, String message) {
    assertThatThrownBy(source::validate)
        .isInstanceOf(InvalidSourceException.class)
        .hasMessageContaining(message);
  }

  @Test
  void namesAFileThatIsGoneOrHasChanged() throws Exception {
    writeNumbered("a", 100);
    Path file = folder.resolve("a.parquet");
    try (SourceHarness harness =
        SourceHarness.open(new SplitSourceFactory<>(source(Numbered.class)), 1)) {
      harness.poll(0, 10);
      write("a.parquet", Numbered.class, new Numbered("a", 1));
      assertThatThrownBy(harness::pollToEnd)
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file + ", row ");
    }
    writeNumbered("a", 100);
    try (SourceHarness harness =
        SourceHarness.open(new SplitSourceFactory<>(source(Numbered.class)), 1)) {
      harness.poll(0, 10);
      Files.delete(file);
      assertThatThrownBy(harness::pollToEnd)
          .isInstanceOf(IOException.class)
          .hasMessage(file + ": was found but is gone now; bring it back, or start afresh");
    }
  }
}
