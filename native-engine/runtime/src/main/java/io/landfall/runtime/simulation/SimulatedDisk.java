package io.landfall.runtime.simulation;

import io.landfall.runtime.simulation.DiskFaults.Operation;
import io.landfall.runtime.storage.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A file system in memory that forgets, when the power fails, what was not made durable; otherwise
 * it does what {@link io.landfall.runtime.storage.LocalDisk} does on Linux.
 *
 * <p>Durable are the content of a file as of its last {@link Disk.Writer#sync()}, and the names in
 * a folder as of its last {@link #syncFolder}; neither implies the other. A rename happens as a
 * whole or not at all. A link is a name like any other, and shares content only. The root is always
 * there.
 *
 * <p>Stricter than Linux on purpose: a folder cannot be opened for reading, nor a file synced as a
 * folder.
 *
 * <p>For any thread, but one at a time, with a happens-before edge between them: there are no locks
 * in here. An operation may be left for another thread while its {@link DiskFaults} are asked, and
 * at no other point; it looks for its files after that. The same calls with the same {@link Random}
 * have the same results.
 */
public final class SimulatedDisk implements Disk {

  private final DiskFaults faults;
  private final DiskTree tree = new DiskTree();

  /** In the order of opening. */
  private final Set<DiskHandle> handles = new LinkedHashSet<>();

  private long capacityBytes = Long.MAX_VALUE;
  private long usedBytes;
  private long powerCycle;

  public SimulatedDisk(DiskFaults faults) {
    this.faults = faults;
  }

  /**
   * Sets how much content the disk takes; names take none. What is there already stays even if it
   * is more. When it is full, a write takes what fits and fails, and no file or folder can be
   * created.
   */
  public void capacityBytes(long capacityBytes) {
    this.capacityBytes = capacityBytes;
  }

  /** Bytes of content in all files, also deleted ones that are still open. */
  public long usedBytes() {
    return usedBytes;
  }

  /**
   * The power fails and comes back. What was not durable is there or not, as {@code random}
   * decides; what is there now is durable. Handles are void and locks gone; every use of one, and
   * every operation that was under way, fails with an {@link IOException} and does no more.
   */
  public void crash(Random random) {
    powerCycle++;
    for (DiskHandle handle : handles) {
      handle.content.handleCount = 0;
      handle.content.locked = false;
    }
    handles.clear();
    usedBytes = DiskPowerFailure.strike(tree, random);
  }

  /**
   * Damages a file as a failing medium does.
   *
   * @return false if there is no such file or it is empty
   */
  public boolean flipBit(Path file, Random random) {
    DiskFile found = tree.lookNonEmpty(absolute(file));
    if (found != null) {
      found.content.flipBit(random);
    }
    return found != null;
  }

  /**
   * Cuts a file at a byte, perhaps the first.
   *
   * @return false if there is no such file or it is empty
   */
  public boolean truncate(Path file, Random random) {
    DiskFile found = tree.lookNonEmpty(absolute(file));
    if (found != null) {
      usedBytes -= found.content.lengthBytes();
      found.content.truncate(random);
      usedBytes += found.content.lengthBytes();
    }
    return found != null;
  }

  /** All files, sorted. */
  public List<Path> files() {
    List<Path> files = tree.below(absolute(Path.of("/")));
    files.removeIf(each -> !(tree.look(each) instanceof DiskFile));
    return files;
  }

  /**
   * What is open, in the order of opening: "writer of /x/y", "reader of ..." or "lock of ...", with
   * the path that it was opened by.
   */
  public List<String> openHandles() {
    return handles.stream().map(DiskHandle::toString).toList();
  }

  @Override
  public Writer create(Path file) throws IOException {
    return step(Operation.CREATE, file, path -> new DiskHandle.Writer(this, path, newFile(path)));
  }

  private DiskContent newFile(Path path) throws IOException {
    DiskContent content = new DiskContent();
    tree.requireFree(path);
    requireSpace();
    tree.add(content.newFile(), path);
    return content;
  }

  @Override
  public Reader open(Path file) throws IOException {
    return step(
        Operation.OPEN,
        file,
        path -> new DiskHandle.Reader(this, path, tree.findFile(path).content));
  }

  @Override
  public void createFolders(Path folder) throws IOException {
    run(
        Operation.CREATE_FOLDERS,
        folder,
        path -> {
          for (Path each : tree.missing(path)) {
            requireSpace();
            tree.add(new DiskFolder(), each);
          }
        });
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    run(Operation.SYNC_FOLDER, folder, path -> tree.sync(tree.findFolder(path)));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    run(Operation.RENAME, from, path -> freeIfLost(tree.rename(path, absolute(to))));
  }

  @Override
  public void link(Path existing, Path link) throws IOException {
    run(
        Operation.LINK,
        link,
        path -> {
          requireSpace();
          tree.link(absolute(existing), path);
        });
  }

  @Override
  public List<String> list(Path folder) throws IOException {
    return step(
        Operation.LIST,
        folder,
        path ->
            tree.look(path) instanceof DiskFolder found
                ? List.copyOf(found.names.keySet())
                : List.of());
  }

  @Override
  public boolean exists(Path path) throws IOException {
    return step(Operation.LOOK, path, each -> tree.look(each) != null);
  }

  @Override
  public boolean isFolder(Path path) throws IOException {
    return step(Operation.LOOK, path, each -> tree.look(each) instanceof DiskFolder);
  }

  @Override
  public boolean isWritable(Path folder) throws IOException {
    return exists(folder);
  }

  /**
   * Step by step as on a real one: others may see half of it, and a power failure may leave half.
   */
  @Override
  public void delete(Path path) throws IOException {
    long startedIn = powerCycle;
    List<Path> doomed = tree.below(absolute(path));
    if (doomed.isEmpty()) {
      doomed.add(path);
    }
    Collections.reverse(doomed);
    for (Path each : doomed) {
      requirePower(startedIn, each);
      run(Operation.DELETE, each, last -> freeIfLost(tree.remove(last)));
    }
  }

  @Override
  public Closeable tryLock(Path file) throws IOException {
    return step(
        Operation.LOCK,
        file,
        path -> {
          DiskContent found = tree.find(path) == null ? newFile(path) : tree.findFile(path).content;
          return found.locked ? null : new DiskHandle.Lock(this, path, found);
        });
  }

  /** What an operation does between the questions for faults. */
  @FunctionalInterface
  private interface Effect<T> {
    T on(Path path) throws IOException;
  }

  @FunctionalInterface
  private interface Action {
    void on(Path path) throws IOException;
  }

  private void run(Operation operation, Path path, Action action) throws IOException {
    step(
        operation,
        path,
        each -> {
          action.on(each);
          return null;
        });
  }

  private <T> T step(Operation operation, Path path, Effect<T> effect) throws IOException {
    long startedIn = powerCycle;
    Path absolute = absolute(path);
    faults.before(operation, absolute);
    requirePower(startedIn, absolute);
    T result = effect.on(absolute);
    try {
      faults.after(operation, absolute);
      requirePower(startedIn, absolute);
    } catch (IOException | RuntimeException | Error failure) {
      // Nobody gets to see it, so nobody could close it.
      if (result instanceof DiskHandle unseen) {
        unseen.release();
      }
      throw failure;
    }
    return result;
  }

  private void requirePower(long startedIn, Path path) throws IOException {
    if (startedIn != powerCycle) {
      throw new IOException(path + ": the power failed meanwhile");
    }
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private void requireSpace() throws IOException {
    if (freeBytes() == 0) {
      throw noSpace();
    }
  }

  static IOException noSpace() {
    return new IOException("No space left on device");
  }

  private void freeIfLost(DiskNode node) {
    if (node instanceof DiskFile file) {
      freeIfLost(file.content);
    }
  }

  private void freeIfLost(DiskContent content) {
    if (!content.isNamed() && content.handleCount == 0) {
      usedBytes -= content.lengthBytes();
    }
  }

  DiskFaults faults() {
    return faults;
  }

  /** How often the power has failed. */
  long powerCycle() {
    return powerCycle;
  }

  long freeBytes() {
    return Math.max(0, capacityBytes - usedBytes);
  }

  void onAppended(int bytes) {
    usedBytes += bytes;
  }

  void onOpened(DiskHandle handle) {
    handle.content.handleCount++;
    handles.add(handle);
  }

  void onReleased(DiskHandle handle) {
    handle.content.handleCount--;
    handles.remove(handle);
    freeIfLost(handle.content);
  }
}
