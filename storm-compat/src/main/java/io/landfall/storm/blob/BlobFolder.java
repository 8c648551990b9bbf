package io.landfall.storm.blob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.storm.generated.KeyNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The blobs of a topology as files in its worker's folder, by their local names: links to the
 * newest version, which change in one step when a blob is updated, as Storm's do. Updates come on
 * the thread that finishes an upload.
 *
 * <pre>
 *  worker's folder/dictionary.txt ─▶ worker's folder/blobs/dictionary.txt.7
 * </pre>
 */
public final class BlobFolder implements AutoCloseable {

  /** What all workers' folders are named like, of whatever process. */
  public static final String ANY_WORKER_GLOB = WorkingFolder.WORKERS + "*";

  static final String STORE = "blobs";

  private static final Logger LOG = LoggerFactory.getLogger(BlobFolder.class);

  /** The current one, and the one before, which somebody may be reading. */
  private static final int KEPT_VERSIONS = 2;

  private final Blobs blobs;
  private final List<BlobFile> files;
  private final Path folder;
  private final Path store;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final Map<String, Deque<Path>> kept = new HashMap<>();
  private final Blobs.Listener listener = this::onUpdate;
  private final WorkingFolder links;

  /**
   * Writes them all.
   *
   * @param folder the worker's
   * @param workingFolder the process's, where relative names lead
   * @throws UncheckedIOException if one cannot be written or unpacked
   * @throws IllegalStateException if one is not there any more
   */
  public BlobFolder(Blobs blobs, List<BlobFile> files, Path folder, Path workingFolder) {
    this.blobs = blobs;
    this.files = files;
    this.folder = folder;
    this.store = folder.resolve(STORE);
    this.links = new WorkingFolder(workingFolder, folder);
    // Before the files are read, or an update in between would be missed.
    blobs.add(listener);
    try {
      placeAll();
    } catch (RuntimeException e) {
      blobs.remove(listener);
      throw e;
    }
    files.forEach(file -> links.add(file.localName()));
  }

  private void placeAll() {
    for (BlobFile file : files) {
      try {
        place(file);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot make the file '" + file.localName() + "' of blob '" + file.key() + "'", e);
      } catch (KeyNotFoundException e) {
        throw new IllegalStateException("blob '" + file.key() + "' is not there any more", e);
      }
    }
  }

  /** What the names of workers' folders begin with: it tells which process they belong to. */
  public static String workerPrefix() {
    return WorkingFolder.workerPrefix();
  }

  /** By local name; changes when a blob does. */
  public Map<String, Long> versions() {
    return versions;
  }

  private void onUpdate(String key) {
    for (BlobFile file : files) {
      if (file.key().equals(key)) {
        try {
          place(file);
          LOG.info("'{}' has the new content of blob '{}'", file.localName(), key);
        } catch (IOException | KeyNotFoundException e) {
          LOG.error("'{}' stays as it was, blob '{}' cannot be read", file.localName(), key, e);
        }
      }
    }
  }

  private synchronized void place(BlobFile file) throws IOException, KeyNotFoundException {
    Blobs.Content content = blobs.read(file.key());
    Long placed = versions.get(file.localName());
    if (placed != null && placed >= content.version()) {
      return;
    }
    Files.createDirectories(store);
    Path version = store.resolve(file.localName() + '.' + content.version());
    if (file.unpack()) {
      Archives.unpack(file.key(), content.bytes(), version);
    } else {
      Files.write(version, content.bytes());
    }
    Path link = store.resolve(file.localName() + ".link");
    Files.createSymbolicLink(link, version);
    Files.move(link, folder.resolve(file.localName()), StandardCopyOption.ATOMIC_MOVE);
    versions.put(file.localName(), content.version());
    forgetOldVersions(file, version);
  }

  private void forgetOldVersions(BlobFile file, Path newest) throws IOException {
    Deque<Path> all = kept.computeIfAbsent(file.localName(), name -> new ArrayDeque<>());
    all.addLast(newest);
    if (all.size() > KEPT_VERSIONS) {
      try (Stream<Path> old = Files.walk(all.removeFirst())) {
        for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Ends updates and takes the links out of the working folder; the worker's is not touched. */
  @Override
  public void close() {
    blobs.remove(listener);
    links.close();
  }
}
