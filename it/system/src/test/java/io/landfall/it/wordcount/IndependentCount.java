package io.landfall.it.wordcount;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts words without any engine, and reads what a topology counted. */
final class IndependentCount {

  static Map<String, Long> ofText(Path text) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    for (String word : Files.readString(text).toLowerCase().split("[^a-z]+")) {
      if (!word.isEmpty()) {
        counts.merge(word, 1L, Long::sum);
      }
    }
    return counts;
  }

  /** A word that two files have counts as a mistake: each word belongs to one task. */
  static Map<String, Long> inParts(Path folder) throws IOException {
    Map<String, Long> counts = new HashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> parts = files.filter(f -> f.getFileName().toString().startsWith("part-")).toList();
      for (Path part : parts) {
        for (String line : Files.readAllLines(part)) {
          String[] wordAndCount = line.split("\t");
          if (counts.put(wordAndCount[0], Long.valueOf(wordAndCount[1])) != null) {
            throw new AssertionError(wordAndCount[0] + " was counted by two tasks");
          }
        }
      }
    }
    return counts;
  }

  /** By how much each word is off; empty if every count is right. */
  static Map<String, Long> differences(Map<String, Long> counted, Map<String, Long> expected) {
    Map<String, Long> differences = new TreeMap<>(counted);
    expected.forEach((word, count) -> differences.merge(word, -count, Long::sum));
    differences.values().removeIf(difference -> difference == 0);
    return differences;
  }

  private IndependentCount() {}
}
