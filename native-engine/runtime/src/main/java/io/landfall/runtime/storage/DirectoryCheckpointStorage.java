package io.landfall.runtime.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps checkpoints in the job's folder of a state directory. The directory is checked when this is
 * opened, then created and locked; nothing is written before the checks have passed.
 */
public final class DirectoryCheckpointStorage implements CheckpointStorage {

  private static final long NONE = -1;

  private final String jobName;
  private final Path folder;
  private final Disk disk;
  private final SharedLock lock;
  private final Set<Long> beingWritten = ConcurrentHashMap.newKeySet();
  private final List<String> problems = new ArrayList<>();

  /** False while a power failure could change which checkpoints there are. */
  private volatile boolean settled;

  /** The newest that was verified or completed here; nothing is deleted in favour of others. */
  private final AtomicLong newestWhole = new AtomicLong(NONE);

  private DirectoryCheckpointStorage(String jobName, Path folder, Disk disk, Closeable lock) {
    this.jobName = jobName;
    this.folder = folder;
    this.disk = disk;
    this.lock = new SharedLock(lock);
  }

  /**
   * Checks the directory, then creates the job's folder in it and locks it.
   *
   * @throws ForeignStateDirectoryException before anything is written
   * @throws UnsupportedFormatException if a newer release wrote it
   * @throws StateDirectoryInUseException if another process runs this job there
   */
  public static DirectoryCheckpointStorage open(Path stateDirectory, String jobName, Disk disk)
      throws IOException {
    StateDirectory directory = new StateDirectory(stateDirectory, jobName, disk);
    directory.check(false);
    return new DirectoryCheckpointStorage(jobName, directory.jobFolder(), disk, directory.lock());
  }

  /** As {@link #open}, but first deletes all that the job's folder holds. */
  public static DirectoryCheckpointStorage openFresh(Path stateDirectory, String jobName, Disk disk)
      throws IOException {
    StateDirectory directory = new StateDirectory(stateDirectory, jobName, disk);
    directory.check(true);
    Closeable lock = directory.lock();
    try {
      directory.discard();
    } catch (Throwable failure) {
      new SharedLock(lock).close();
      throw failure;
    }
    return new DirectoryCheckpointStorage(jobName, directory.jobFolder(), disk, lock);
  }

  /** A savepoint, or any one checkpoint, by its folder; every byte verified. */
  public static StoredCheckpoint openCheckpoint(Path folder, Disk disk) throws IOException {
    return FolderCheckpoint.openVerified(folder.toAbsolutePath().normalize(), disk);
  }

  @Override
  public CheckpointWriter begin(long checkpointId) throws IOException {
    settle();
    Path target = path(FileNames.CHECKPOINT, checkpointId);
    if (disk.exists(target)) {
      throw new IllegalStateException(
          "job '" + jobName + "', checkpoint " + checkpointId + ": exists already");
    }
    if (!beingWritten.add(checkpointId)) {
      throw new IllegalStateException(
          "job '" + jobName + "', checkpoint " + checkpointId + ": is still being written");
    }
    try {
      Path provisional = path(FileNames.UNFINISHED, checkpointId);
      return new FolderWriter(
          disk, jobName, checkpointId, provisional, target, lock, this::onEnded);
    } catch (Throwable failure) {
      beingWritten.remove(checkpointId);
      throw failure;
    }
  }

  private void onEnded(long checkpointId, FolderWriter.Outcome outcome) {
    switch (outcome) {
      case COMPLETE -> newestWhole.accumulateAndGet(checkpointId, Math::max);
      case UNDECIDED -> settled = false;
      case GIVEN_UP -> {}
    }
    beingWritten.remove(checkpointId);
  }

  /**
   * Makes what is seen durable. A process that was killed, or a completion that failed, may have
   * left names that the next power failure would change: whoever restored from one, or in spite of
   * one, would be contradicted by the next restore.
   */
  private void settle() throws IOException {
    if (!settled) {
      disk.syncFolder(folder);
      settled = true;
    }
  }

  private Path path(String prefix, long checkpointId) {
    return folder.resolve(FileNames.of(prefix, checkpointId));
  }

  @Override
  public CheckpointWriter beginSavepoint(long checkpointId, Path newFolder) throws IOException {
    return Savepoints.begin(disk, jobName, checkpointId, newFolder);
  }

  @Override
  public Optional<StoredCheckpoint> latest() throws IOException {
    problems.clear();
    settled = false;
    settle();
    List<Long> damaged = new ArrayList<>();
    for (long id : newestFirst()) {
      try {
        StoredCheckpoint found = openVerified(id);
        setAside(damaged);
        newestWhole.set(id);
        return Optional.of(found);
      } catch (CheckpointCorruptException found) {
        damaged.add(id);
        problems.add(found.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      problems.replaceAll(each -> each + ". It is left in place for inspection.");
      throw new CheckpointCorruptException(
          "job '"
              + jobName
              + "': no checkpoint in "
              + folder
              + " is whole: "
              + String.join(" ", problems)
              + " Bring one back from a copy, or start anew with --fresh (setting fresh=true).");
    }
    return Optional.empty();
  }

  @Override
  public StoredCheckpoint reopen(CheckpointManifest manifest) {
    return FolderCheckpoint.of(path(FileNames.CHECKPOINT, manifest.checkpointId()), disk, manifest);
  }

  private StoredCheckpoint openVerified(long id) throws IOException {
    Path path = path(FileNames.CHECKPOINT, id);
    FolderCheckpoint checkpoint = FolderCheckpoint.openVerified(path, disk);
    long says = checkpoint.manifest().checkpointId();
    if (says != id) {
      // It would be the newest for as long as ids are smaller than its name.
      throw new CheckpointCorruptException(
          "job '" + jobName + "', " + path + ": its manifest is that of checkpoint " + says);
    }
    return checkpoint;
  }

  /**
   * Once an older checkpoint is gone on from, a newer one must never count again, not even if it
   * could be read after all next time: what it had prepared is being aborted.
   */
  private void setAside(List<Long> damaged) throws IOException {
    for (int i = 0; i < damaged.size(); i++) {
      long id = damaged.get(i);
      Path aside = path(FileNames.DAMAGED, id);
      problems.set(i, problems.get(i) + ". It is kept as " + aside.getFileName() + ".");
      disk.delete(aside);
      settled = false;
      disk.rename(path(FileNames.CHECKPOINT, id), aside);
    }
    settle();
  }

  @Override
  public List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void retain(int count) throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("keep " + count + " checkpoints; 1 or more");
    }
    settle();
    doomOldest(count);
    List<String> names = disk.list(folder);
    List<Long> doomed = FileNames.idsOf(FileNames.DOOMED, names);
    if (!doomed.isEmpty()) {
      // Before anything is deleted: half a checkpoint must never look like a damaged one.
      disk.syncFolder(folder);
    }
    deleteAll(FileNames.DOOMED, doomed);
    List<Long> unfinished = new ArrayList<>(FileNames.idsOf(FileNames.UNFINISHED, names));
    unfinished.removeAll(beingWritten);
    deleteAll(FileNames.UNFINISHED, unfinished);
    List<Long> damaged = FileNames.idsOf(FileNames.DAMAGED, names);
    deleteAll(FileNames.DAMAGED, damaged.subList(0, Math.max(0, damaged.size() - count)));
  }

  private void doomOldest(int count) throws IOException {
    int kept = 0;
    for (long id : newestFirst()) {
      if (id <= newestWhole.get() && ++kept > count) {
        Path doomed = path(FileNames.DOOMED, id);
        disk.delete(doomed);
        disk.rename(path(FileNames.CHECKPOINT, id), doomed);
      }
    }
  }

  private void deleteAll(String prefix, List<Long> ids) throws IOException {
    for (long id : ids) {
      disk.delete(path(prefix, id));
    }
  }

  private List<Long> newestFirst() throws IOException {
    List<Long> ids = new ArrayList<>(FileNames.idsOf(FileNames.CHECKPOINT, disk.list(folder)));
    ids.sort(Collections.reverseOrder());
    return ids;
  }

  @Override
  public void close() {
    lock.close();
  }
}
