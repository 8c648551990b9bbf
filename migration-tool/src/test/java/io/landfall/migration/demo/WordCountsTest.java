package io.landfall.migration.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordCountsTest {

  @TempDir private Path folder;

  @Test
  void takesRunsOfLettersLowerCased() throws IOException {
    Path text = Files.writeString(folder.resolve("t"), "The the's\nté-THE9the");

    assertThat(WordCounts.ofText(text).byWord()).isEqualTo(Map.of("the", 4L, "s", 1L, "t", 1L));
  }

  @Test
  void readsPartsAndTellsEachDifference() throws IOException {
    Files.writeString(folder.resolve("part-0"), "a\t2\nb\t1\n");
    Files.writeString(folder.resolve("part-1"), "c\t3\n");
    WordCounts counted = WordCounts.ofParts(folder);

    assertThat(counted.total()).isEqualTo(6);
    assertThat(counted.top(1)).containsExactly(Map.entry("c", 3L));
    assertThat(counted.differencesFrom(new WordCounts(Map.of("a", 2L, "b", 2L, "d", 1L))))
        .containsExactly(
            "b: counted 1, expected 2",
            "c: counted 3, expected null",
            "d: counted null, expected 1");
  }
}
