package io.landfall.starter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** Writes what a task counted: a line each, in one move, so that writing twice does no harm. */
final class Report {

  private Report() {}

  static void write(String folder, int task, Map<String, Long> counts) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(counts)
        .forEach((what, count) -> lines.append(what).append('\t').append(count).append('\n'));
    Path path = Path.of(folder);
    try {
      Files.createDirectories(path);
      Path unfinished = path.resolve(".part-" + task);
      Files.writeString(unfinished, lines);
      Files.move(unfinished, path.resolve("part-" + task), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }
}
