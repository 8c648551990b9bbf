package io.landfall.connector.files.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What others see of a sink's folder, read without our code. */
final class Visible {

  /** Part files and what is in each, by name. */
  static List<String> files(Path folder) throws IOException {
    return in(folder, false);
  }

  /** Lines of all files, file by file. */
  static List<String> lines(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String each : files(folder)) {
      lines.addAll(content(folder.resolve(each)).lines().toList());
    }
    return lines;
  }

  static List<String> hidden(Path folder) throws IOException {
    return in(folder, true);
  }

  private static List<String> in(Path folder, boolean hidden) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> name.startsWith(".") == hidden)
          .sorted()
          .toList();
    }
  }

  static String content(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream unpacked = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(unpacked.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private Visible() {}
}
