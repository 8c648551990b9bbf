package io.landfall.storm.task;

import io.landfall.storm.blob.BlobFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders that a worker of Storm's has on disk, gone after the run: a copy of the {@code
 * resources} of the topology's jar, where multilang components are started, and a writable one for
 * the marks of their processes. A process that is killed leaves its own behind, with a lock that
 * nobody has any more, for the next process to delete.
 */
final class WorkerFolder {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerFolder.class);

  /** Locked for as long as the folder is in use. */
  static final String IN_USE = ".in-use";

  private static final Path PARENT = Path.of(System.getProperty("java.io.tmpdir"));

  private final Path path;
  private final Path code;
  private final Path pids;
  private final FileChannel inUse;

  WorkerFolder() {
    Cleaning.onceAProcess();
    try {
      path = Files.createTempDirectory(PARENT, BlobFolder.workerPrefix());
      inUse = markInUse(path);
      code = Files.createDirectory(path.resolve(JarResources.FOLDER));
      pids = Files.createDirectory(path.resolve("pids"));
      JarResources.copyTo(code, WorkerFolder.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for the topology's files", e);
    }
  }

  /** The file has its name only once it is locked. */
  private static FileChannel markInUse(Path folder) throws IOException {
    Path unlocked = folder.resolve(IN_USE + ".new");
    FileChannel channel =
        FileChannel.open(unlocked, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    channel.lock();
    Files.move(unlocked, folder.resolve(IN_USE));
    return channel;
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
    try {
      deleteAll(path);
      inUse.close();
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("could not delete {}", path, e);
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Deletes in {@code parent} what processes that are gone have left behind. */
  static void deleteLeftBehind(Path parent) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(parent, BlobFolder.ANY_WORKER_GLOB)) {
      for (Path folder : all) {
        if (!folder.getFileName().toString().startsWith(BlobFolder.workerPrefix())) {
          deleteIfLeft(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("could not look for folders that were left behind in {}", parent, e);
    }
  }

  private static void deleteIfLeft(Path folder) {
    Path mark = folder.resolve(IN_USE);
    if (!Files.exists(mark)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE)) {
      if (channel.tryLock() != null) {
        deleteAll(folder);
        LOG.debug("deleted {}, whose process is gone", folder);
      }
    } catch (IOException | UncheckedIOException | OverlappingFileLockException e) {
      LOG.debug("{} stays", folder, e);
    }
  }

  private static final class Cleaning {

    static {
      deleteLeftBehind(PARENT);
    }

    static void onceAProcess() {
      // Done by loading the class.
    }
  }
}
