package io.landfall.migration.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** How often each word occurs. Knows the text and the result files, and nothing of any engine. */
record WordCounts(Map<String, Long> byWord) {

  /** A word is a run of a to z, after lower-casing, as long as it gets. */
  static WordCounts ofText(Path text) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    StringBuilder word = new StringBuilder();
    for (byte b : Files.readAllBytes(text)) {
      int letter = b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b;
      if (letter >= 'a' && letter <= 'z') {
        word.append((char) letter);
      } else if (word.length() > 0) {
        counts.merge(word.toString(), 1L, Long::sum);
        word.setLength(0);
      }
    }
    if (word.length() > 0) {
      counts.merge(word.toString(), 1L, Long::sum);
    }
    return new WordCounts(counts);
  }

  /** From files {@code part-*} with a word, a tab and a count in each line. */
  static WordCounts ofParts(Path folder) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    if (!Files.isDirectory(folder)) {
      return new WordCounts(counts);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path part : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        for (String line : Files.readAllLines(part)) {
          int tab = line.indexOf('\t');
          counts.merge(line.substring(0, tab), Long.valueOf(line.substring(tab + 1)), Long::sum);
        }
      }
    }
    return new WordCounts(counts);
  }

  long total() {
    return byWord.values().stream().mapToLong(Long::longValue).sum();
  }

  int distinct() {
    return byWord.size();
  }

  List<Map.Entry<String, Long>> top(int howMany) {
    return byWord.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(howMany)
        .toList();
  }

  /** One line for each word whose count is another than in {@code expected}; none if all agree. */
  List<String> differencesFrom(WordCounts expected) {
    TreeSet<String> words = new TreeSet<>(byWord.keySet());
    words.addAll(expected.byWord.keySet());
    List<String> differences = new ArrayList<>();
    for (String word : words) {
      Long found = byWord.get(word);
      Long wanted = expected.byWord.get(word);
      if (!Objects.equals(found, wanted)) {
        differences.add(word + ": counted " + found + ", expected " + wanted);
      }
    }
    return differences;
  }
}
