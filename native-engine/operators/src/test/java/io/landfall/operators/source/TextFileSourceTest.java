package io.landfall.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.spi.SourceCoordinator;
import io.landfall.operators.spi.SourceOperator.Poll;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileSourceTest {

  private static final String TEXT =
      "one\r\n\nzwölf €\n\r\nß\na longer line 𝄞 of text\r\n\n\nlast";
  private static final List<Object> LINES =
      List.of("one", "", "zwölf €", "", "ß", "a longer line 𝄞 of text", "", "", "last");

  @TempDir Path folder;

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("lines.txt"), text);
  }

  /** Source and coordinator without an engine between them. */
  private static final class Run implements SourceCoordinator.Context, AutoCloseable {
    private final SplitSourceFactory<?, ?, ?> factory;
    private SourceCoordinator coordinator;
    private OperatorHarness harness;
    private int requestsSeen;

    Run(TextFileSource source) throws Exception {
      factory = new SplitSourceFactory<>(source);
      begin(null, null);
    }

    private void begin(OperatorSnapshot snapshot, byte[] enumerator) throws Exception {
      coordinator = factory.createCoordinator(enumerator);
      harness = OperatorHarness.of(factory);
      if (snapshot != null) {
        harness.restoredFrom(snapshot);
      }
      harness.open();
      requestsSeen = 0;
      coordinator.start(this);
    }

    void crashAndRestore() throws Exception {
      byte[] enumerator = coordinator.snapshot(1);
      OperatorSnapshot snapshot = harness.snapshot(1);
      harness.close();
      begin(snapshot, enumerator);
    }

    Poll poll(int maxRecords) throws Exception {
      Poll found = harness.poll(maxRecords);
      List<Object> requests = harness.sentToCoordinator();
      for (Object request : requests.subList(requestsSeen, requests.size())) {
        coordinator.onSubtaskEvent(0, request);
      }
      requestsSeen = requests.size();
      return found;
    }

    @Override
    public int parallelism() {
      return 1;
    }

    @Override
    public void sendToSubtask(int subtaskIndex, Object event) {
      try {
        harness.coordinatorEvent(event);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void schedule(long periodMs, SourceCoordinator.Action action) {}

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }

  private static List<Object> readAll(TextFileSource source) throws Exception {
    try (Run run = new Run(source)) {
      while (run.poll(100) != Poll.END) {
        // Until all is read.
      }
      return run.harness.values();
    }
  }

  @Test
  void readsEachLineOnceWhateverTheSizeOfTheRanges() throws Exception {
    Path file = file(TEXT);
    for (int rangeBytes = 1; rangeBytes <= Files.size(file) + 1; rangeBytes++) {
      assertThat(readAll(TextFileSource.of(file).withRangeBytes(rangeBytes)))
          .as("ranges of %d bytes", rangeBytes)
          .isEqualTo(LINES);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a", "a\n", "\r\n", "\n\n", "a\r\n\r\n", "a\n\nb\n"})
  void readsNoLineMoreThanThereIs(String text) throws Exception {
    Path file = file(text);
    List<String> expected = text.lines().toList();
    for (int rangeBytes = 1; rangeBytes <= text.length() + 1; rangeBytes++) {
      assertThat(readAll(TextFileSource.of(file).withRangeBytes(rangeBytes)))
          .as("ranges of %d bytes", rangeBytes)
          .isEqualTo(expected);
    }
  }

  @Test
  void readsEachLineOnceWhenRestoredAfterEachRecord() throws Exception {
    Path file = file(TEXT);
    for (int rangeBytes : new int[] {1, 2, 3, 7, 16, 1_000}) {
      assertThat(readRestoringEachTime(TextFileSource.of(file).withRangeBytes(rangeBytes)))
          .as("ranges of %d bytes", rangeBytes)
          .isEqualTo(LINES);
    }
  }

  @Test
  void endsAPollWhenNoMoreLinesFitAndGoesOnBehindThem() throws Exception {
    List<Object> lines = new ArrayList<>();
    try (Run run = new Run(TextFileSource.of(file(TEXT)))) {
      run.harness.roomFor(2);
      while (run.poll(100) != Poll.END) {
        List<Object> read = run.harness.takeValues();
        assertThat(read).hasSizeLessThanOrEqualTo(2);
        lines.addAll(read);
      }
    }
    assertThat(lines).isEqualTo(LINES);
  }

  private static List<Object> readRestoringEachTime(TextFileSource source) throws Exception {
    List<Object> lines = new ArrayList<>();
    try (Run run = new Run(source)) {
      for (int polls = 0; run.poll(1) != Poll.END; polls++) {
        assertThat(polls).as("polls without an end").isLessThan(10_000);
        List<Object> read = run.harness.takeValues();
        lines.addAll(read);
        if (!read.isEmpty()) {
          run.crashAndRestore();
        }
      }
    }
    return lines;
  }

  @Test
  void unpacksCompressedFiles() throws Exception {
    Path packed = folder.resolve("lines.txt.gz");
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(TEXT.getBytes(StandardCharsets.UTF_8));
    }

    TextFileSource source = TextFileSource.of(packed).withRangeBytes(5);
    assertThat(readAll(source)).isEqualTo(LINES);
    assertThat(readRestoringEachTime(source)).isEqualTo(LINES);
  }

  @Test
  void readsTheFilesOfAFolderByName() throws Exception {
    Files.writeString(folder.resolve("b"), "3\n4");
    Files.writeString(folder.resolve("a"), "1\n2\n");
    Files.createDirectory(folder.resolve("c"));

    assertThat(readAll(TextFileSource.of(folder))).isEqualTo(List.of("1", "2", "3", "4"));
  }

  @Test
  void readsALineLongerThanItsBuffer() throws Exception {
    String longLine = "ä".repeat(100_000);
    Path file = file(longLine + "\r\n" + longLine);

    assertThat(readAll(TextFileSource.of(file))).isEqualTo(List.of(longLine, longLine));
  }
}
