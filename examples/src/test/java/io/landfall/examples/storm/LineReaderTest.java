package io.landfall.examples.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineReaderTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void sharesHoldEachLineOnce(int shares) throws IOException {
    List<String> lines = List.of("one", "", "two words", "", "", "drei", "vier und fünf", "x");
    Path file = Files.writeString(folder.resolve("lines"), String.join("\n", lines));

    List<String> read = new ArrayList<>();
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "r")) {
      LineReader reader = new LineReader(access);
      for (int share = 0; share < shares; share++) {
        long end = reader.startOfShare(share + 1, shares);
        for (long at = reader.startOfShare(share, shares); at < end; at = reader.nextOffset()) {
          read.add(reader.lineAt(at));
        }
      }
    }

    assertThat(read).containsExactlyElementsOf(lines);
  }
}
