package io.landfall.storm.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that contexts call code and pid directory: empty, writable, gone after the run. */
final class WorkerFolder {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerFolder.class);

  private final Path path;

  WorkerFolder() {
    try {
      path = Files.createTempDirectory("landfall-storm-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the topology's files", e);
    }
  }

  Path path() {
    return path;
  }

  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("could not delete {}", path, e);
    }
  }
}
