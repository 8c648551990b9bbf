package io.landfall.connector.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.annotation.PrecisionScale;
import io.landfall.connector.files.format.RecordEncoder;
import io.landfall.connector.files.sink.FileSink;
import io.landfall.connector.files.sink.FileSinkBuilder;
import io.landfall.connector.files.sink.RollingPolicy;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.sink.TwoPhaseSinkFactory;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetFormatTest {

  record Line(String text) {}

  record Amount(@PrecisionScale(precision = 9, scale = 2) BigDecimal amount) {}

  record Anything(Object value) {}

  record Nothing() {}

  private static final String SCHEMA =
      """
      message Order {
        required int64 id;
        optional int32 count;
        optional binary customer (STRING);
        required double weight;
        required boolean paid;
        optional binary kind (ENUM);
        optional int64 at (TIMESTAMP(MICROS,true));
        optional int32 due (DATE);
        optional int32 amount (DECIMAL(9,2));
        optional group items (LIST) {
          repeated group list {
            optional group element {
              optional binary name (STRING);
              required int32 pieces;
            }
          }
        }
        optional group marks (MAP) {
          repeated group key_value {
            required binary key (STRING);
            optional int64 value;
          }
        }
      }
      """;

  /** Microseconds since the epoch, days since the epoch, hundredths. */
  private static final String FULL =
      """
      id: -9223372036854775808
      count: -1
      customer: Žofie, "Z"
      weight: 0.1
      paid: true
      kind: LARGE
      at: 1767323045678901
      due: -1
      amount: -123450
      items
        list
          element
            name: nut
            pieces: 3
        list
          element
            pieces: 0
      marks
        key_value
          key: good
          value: 1
        key_value
          key: none
      """;

  private static final String NULLS =
      """
      id: 1
      weight: 0.0
      paid: false
      """;

  @TempDir Path folder;

  private FileSinkBuilder<Line> lines() {
    return FileSink.builder(ParquetFormat.of(Line.class)).folder(folder);
  }

  private static OperatorHarness run(FileSink<?> sink, List<OperatorSnapshot> restored)
      throws Exception {
    OperatorHarness subtask =
        OperatorHarness.of(new TwoPhaseSinkFactory<>(sink, null)).subtask(0, 1);
    return (restored.isEmpty() ? subtask : subtask.restoredFrom(restored)).open();
  }

  @Test
  void writesEachTypeAndNullAsAnotherReaderReadsThem() throws Exception {
    FileSink<Order> sink = FileSink.builder(ParquetFormat.of(Order.class)).folder(folder).build();
    OperatorHarness run = run(sink, List.of());
    run.record(Order.FULL).record(Order.NULLS).snapshot(1);
    run.checkpointComplete(1);
    run.close();

    List<Path> files = Read.files(folder);
    assertThat(files).hasSize(1);
    assertThat(files.get(0).getFileName().toString()).matches("part-0-[0-9a-f]{8}-0\\.parquet");
    assertThat(Read.schema(files.get(0))).isEqualTo(SCHEMA);
    assertThat(Read.rows(files.get(0))).containsExactly(FULL, NULLS);
  }

  @Test
  void neitherLosesNorDoublesWhenRestored() throws Exception {
    FileSink<Line> sink = lines().build();
    OperatorHarness run = run(sink, List.of());
    run.record(new Line("a")).record(new Line("b")).snapshot(1);
    run.checkpointComplete(1);
    assertThat(texts()).containsExactly("a", "b");
    OperatorSnapshot second = run.record(new Line("c")).snapshot(2);
    run.record(new Line("lost in memory")).snapshot(3);
    run.record(new Line("lost before its end"));
    assertThat(texts()).as("not complete").containsExactly("a", "b");

    OperatorHarness next = run(sink, List.of(second));
    assertThat(texts()).containsExactlyInAnyOrder("a", "b", "c");
    next.record(new Line("d")).snapshot(4);
    next.checkpointComplete(4);
    next.close();
    assertThat(texts()).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(Read.hidden(folder)).isEmpty();

    run(sink, List.of(second)).close();
    assertThat(texts()).as("committed again").containsExactlyInAnyOrder("a", "b", "c", "d");
  }

  @Test
  void endsAFileAtEachCheckpointAndBySizeOfWhatIsInMemory() throws Exception {
    OperatorHarness run = run(lines().build(), List.of());
    for (int checkpoint = 1; checkpoint <= 3; checkpoint++) {
      run.record(new Line("x")).snapshot(checkpoint);
      run.checkpointComplete(checkpoint);
      assertThat(Read.files(folder)).hasSize(checkpoint);
    }
    run.close();

    folder = folder.resolve("by size");
    OperatorHarness small =
        run(lines().rolling(RollingPolicy.standard().withMaxBytes(1_000)).build(), List.of());
    String large = "x".repeat(600);
    for (int i = 0; i < 4; i++) {
      small.record(new Line(i + large));
    }
    small.snapshot(1);
    small.checkpointComplete(1);
    small.close();
    assertThat(Read.files(folder)).hasSize(2);
    assertThat(texts()).containsExactly("0" + large, "1" + large, "2" + large, "3" + large);
  }

  @Test
  void passesFullRowGroupsOnBeforeTheFileEnds() throws Exception {
    Path file = folder.resolve("large.parquet");
    List<String> written = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(file)) {
      RecordEncoder<Line> encoder = ParquetFormat.of(Line.class).rowGroupBytes(50_000).encoder(out);
      for (int i = 0; i < 5_000; i++) {
        written.add("line " + i);
        encoder.write(new Line("line " + i));
      }
      encoder.flush();
      assertThat(Files.size(file)).isGreaterThan(10_000);
      assertThat(encoder.pendingBytes()).isBetween(1L, 60_000L);
      encoder.finish();
      assertThat(encoder.pendingBytes()).isZero();
    }
    assertThat(texts()).isEqualTo(written);
  }

  @Test
  void refusesATypeThatCannotBeRows() {
    assertThatThrownBy(() -> ParquetFormat.of(Anything.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s cannot be rows of a Parquet file: Field 'value' of type class java.lang.Object not"
                + " supported",
            Anything.class.getName());
    assertThatThrownBy(() -> ParquetFormat.of(Nothing.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(Nothing.class.getName() + " cannot be rows of a Parquet file: ");
    assertThatThrownBy(() -> ParquetFormat.of(Line.class).rowGroupBytes(0))
        .hasMessage("row groups of 0 bytes; give 1 or more");
  }

  @Test
  void neverEndsAFileOfWhichARecordFailed() throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    RecordEncoder<Amount> encoder = ParquetFormat.of(Amount.class).encoder(file);
    encoder.write(new Amount(new BigDecimal("1.25")));
    assertThatThrownBy(() -> encoder.write(new Amount(new BigDecimal("1.255"))))
        .hasMessage("Cannot encode BigDecimal with scale 3 as scale 2 without rounding");
    assertThatThrownBy(encoder::finish)
        .hasMessage("a record could not be written, so the Parquet file has no end");
  }

  private List<String> texts() throws Exception {
    List<String> texts = new ArrayList<>();
    for (Path file : Read.files(folder)) {
      for (String row : Read.rows(file)) {
        texts.add(row.replace("text: ", "").strip());
      }
    }
    return texts;
  }
}
