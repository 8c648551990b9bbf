package io.landfall.storm.blob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Links in the process's working folder to files in a worker's, while it runs. A worker of Storm's
 * works in its folder, so code opens such files by their bare names; here the process has one
 * working folder for all topologies, and files of its own in there, which are left alone.
 */
final class WorkingFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkingFolder.class);

  /** Begins the names of workers' folders; the process's number comes next. */
  static final String WORKERS = "landfall-storm-";

  private final Path working;
  private final Path worker;
  private final List<Path> added = new ArrayList<>();

  WorkingFolder(Path working, Path worker) {
    this.working = working;
    this.worker = worker;
  }

  static String workerPrefix() {
    return WORKERS + ProcessHandle.current().pid() + "-";
  }

  /** Unless something has that name; a warning then. */
  void add(String name) {
    Path link = working.resolve(name);
    try {
      if (isLeftBehind(link)) {
        Files.delete(link);
      }
      if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
        LOG.warn(
            "{} is there already and stays: code that opens '{}' by this name gets it, and not the"
                + " blob, which is in {}",
            link,
            name,
            worker.resolve(name));
        return;
      }
      Files.createSymbolicLink(link, worker.resolve(name));
      added.add(link);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.warn("no link in {} to {}", working, worker.resolve(name), e);
    }
  }

  /**
   * By a process that was killed: the folder that it leads to is gone, since those that are left
   * are deleted before a new one is made.
   */
  private static boolean isLeftBehind(Path link) throws IOException {
    if (!Files.isSymbolicLink(link)) {
      return false;
    }
    Path folder = link.toAbsolutePath().resolveSibling(Files.readSymbolicLink(link)).getParent();
    return folder.getFileName() != null
        && folder.getFileName().toString().startsWith(WORKERS)
        && !Files.exists(folder);
  }

  @Override
  public void close() {
    for (Path link : added) {
      try {
        Files.deleteIfExists(link);
      } catch (IOException e) {
        LOG.warn("could not delete {}", link, e);
      }
    }
  }
}
