package io.landfall.runtime.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps checkpoints in the job's folder of a state directory. The directory is checked when this is
 * opened, then created and locked; nothing is written before the checks have passed.
 */
public final class DirectoryCheckpointStorage implements CheckpointStorage {

  private final String jobName;
  private final Path folder;
  private final Disk disk;
  private final Closeable lock;
  private final Set<Long> beingWritten = ConcurrentHashMap.newKeySet();
  private final Set<Long> damaged = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private DirectoryCheckpointStorage(String jobName, Path folder, Disk disk, Closeable lock) {
    this.jobName = jobName;
    this.folder = folder;
    this.disk = disk;
    this.lock = lock;
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
      unlock(lock);
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
    Path target = folder.resolve(FileNames.of(FileNames.CHECKPOINT, checkpointId));
    if (disk.exists(target)) {
      if (!damaged.remove(checkpointId)) {
        throw new IllegalStateException(
            "job '" + jobName + "', checkpoint " + checkpointId + ": exists already");
      }
      Path aside = folder.resolve(FileNames.of(FileNames.DAMAGED, checkpointId));
      disk.delete(aside);
      disk.rename(target, aside);
    }
    beingWritten.add(checkpointId);
    Path provisional = folder.resolve(FileNames.of(FileNames.UNFINISHED, checkpointId));
    return new FolderWriter(
        disk, jobName, checkpointId, provisional, target, () -> beingWritten.remove(checkpointId));
  }

  @Override
  public CheckpointWriter beginSavepoint(long checkpointId, Path newFolder) throws IOException {
    return Savepoints.begin(disk, jobName, checkpointId, newFolder);
  }

  @Override
  public Optional<StoredCheckpoint> latest() throws IOException {
    problems.clear();
    damaged.clear();
    for (long id : newestFirst()) {
      Path path = folder.resolve(FileNames.of(FileNames.CHECKPOINT, id));
      try {
        return Optional.of(FolderCheckpoint.openVerified(path, disk));
      } catch (CheckpointCorruptException found) {
        damaged.add(id);
        problems.add(found.getMessage() + ". It is left in place for inspection.");
      }
    }
    if (!problems.isEmpty()) {
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
  public List<String> problems() {
    return List.copyOf(problems);
  }

  @Override
  public void retain(int count) throws IOException {
    if (count < 1) {
      throw new IllegalArgumentException("keep " + count + " checkpoints; 1 or more");
    }
    int kept = 0;
    for (long id : newestFirst()) {
      if (!damaged.contains(id) && ++kept > count) {
        // Renamed first: half a checkpoint must never look like a damaged one.
        Path doomed = folder.resolve(FileNames.of(FileNames.DOOMED, id));
        disk.delete(doomed);
        disk.rename(folder.resolve(FileNames.of(FileNames.CHECKPOINT, id)), doomed);
      }
    }
    for (String name : disk.list(folder)) {
      if (FileNames.idOf(FileNames.DOOMED, name).isPresent() || isLeftover(name)) {
        disk.delete(folder.resolve(name));
      }
    }
  }

  private boolean isLeftover(String name) {
    var id = FileNames.idOf(FileNames.UNFINISHED, name);
    return id.isPresent() && !beingWritten.contains(id.getAsLong());
  }

  private List<Long> newestFirst() throws IOException {
    List<Long> ids = new ArrayList<>(FileNames.idsOf(FileNames.CHECKPOINT, disk.list(folder)));
    ids.sort(Collections.reverseOrder());
    return ids;
  }

  @Override
  public void close() {
    unlock(lock);
  }

  private static void unlock(Closeable lock) {
    try {
      lock.close();
    } catch (IOException alreadyGone) {
      // The lock ends with the process at the latest.
    }
  }
}
