package io.landfall.storm.task;

import io.landfall.storm.blob.BlobFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that a worker of Storm's has on disk, gone after the run: a copy of the {@code
 * resources} of the topology's jar, where multilang components are started, and a writable one for
 * the marks of their processes.
 */
final class WorkerFolder {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerFolder.class);

  private final Path path;
  private final Path code;
  private final Path pids;

  WorkerFolder() {
    try {
      path = Files.createTempDirectory(BlobFolder.workerPrefix());
      code = Files.createDirectory(path.resolve(JarResources.FOLDER));
      pids = Files.createDirectory(path.resolve("pids"));
      JarResources.copyTo(code, WorkerFolder.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the topology's files", e);
    }
  }

  Path path() {
    return path;
  }

  Path code() {
    return code;
  }

  Path pids() {
    return pids;
  }

  void delete() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("could not delete {}", path, e);
    }
  }
}
