package io.landfall.it.starter;

import io.landfall.it.process.Dist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The starter jar, what its topologies leave, and what they must have left. */
final class Starter {

  static final String MAIN = "io.landfall.starter.Starter";

  private static final int DIGITS = 10;
  private static final int LATE = 7;

  private Starter() {}

  static Path module() {
    return Dist.root().resolve("examples/storm-starter-like");
  }

  static String jar() throws IOException {
    try (Stream<Path> files = Files.list(module().resolve("target"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("storm-starter-like-.*\\.jar"))
          .findFirst()
          .orElseThrow()
          .toString();
    }
  }

  /** All lines of a topology's output; the same line of several tasks added up. */
  static Map<String, Long> output(Path folder) throws IOException {
    Map<String, Long> lines = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("part-")).toList()) {
        for (String line : Files.readAllLines(file)) {
          String[] words = line.split("\t");
          lines.merge(words[0], Long.valueOf(words[1]), Long::sum);
        }
      }
    }
    return lines;
  }

  /** What each digit was last counted to be, by the task that had it. */
  static Map<String, Long> lastCounts(Path folder) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    try (Stream<Path> digits = Files.list(folder)) {
      for (Path digit : digits.toList()) {
        String name = digit.getFileName().toString();
        counts.put(name, output(digit).get(name));
      }
    }
    return counts;
  }

  /** Each number once, in some form. */
  static Map<String, Long> numbers(int count, java.util.function.IntFunction<String> form) {
    Map<String, Long> expected = new TreeMap<>();
    for (int number = 0; number < count; number++) {
      expected.put(form.apply(number), 1L);
    }
    return expected;
  }

  /** Each digit so often. */
  static Map<String, Long> digits(String prefix, long times) {
    Map<String, Long> expected = new TreeMap<>();
    for (int digit = 0; digit < DIGITS; digit++) {
      expected.put(prefix + digit, times);
    }
    return expected;
  }

  /** Each digit with each of its counts, once. */
  static Map<String, Long> runningCounts(int count) {
    return numbers(count, number -> number % DIGITS + " " + (number / DIGITS + 1));
  }

  static Map<String, Long> words(int count) {
    Map<String, Long> expected = digits("digit", count / DIGITS);
    expected.put("the", (long) count);
    expected.put("number", (long) count);
    return expected;
  }

  /** Size and sum of each window over the numbers, by how many there are. */
  static Map<String, Long> windows(int count, int length, int slide) {
    Map<String, Long> expected = new TreeMap<>();
    for (int end = slide; end <= count; end += slide) {
      int from = Math.max(0, end - length);
      long sum = 0;
      for (int number = from; number < end; number++) {
        sum += number;
      }
      expected.merge(end - from + " " + sum, 1L, Long::sum);
    }
    return expected;
  }

  /** How many windows there were and the sum of all their numbers, after each of them. */
  static Map<String, Long> windowTotals(int count, int length, int slide) {
    Map<String, Long> expected = new TreeMap<>();
    long total = 0;
    for (int window = 1; window * slide <= count; window++) {
      for (int number = Math.max(0, window * slide - length); number < window * slide; number++) {
        total += number;
      }
      expected.put(window + " " + total, 1L);
    }
    return expected;
  }

  /** The windows by event time, with what came late. */
  static Map<String, Long> eventTime(int count) {
    Map<String, Long> expected = new TreeMap<>(windows(count, 20, 20));
    for (int late = 1; late <= LATE; late++) {
      expected.put("late " + (count + late), 1L);
    }
    return expected;
  }
}
