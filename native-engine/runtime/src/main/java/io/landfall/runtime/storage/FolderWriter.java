package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes a checkpoint into a folder under a provisional name, which is renamed when all in it is
 * durable. The order matters: each step is made durable before the next one can point at it.
 *
 * <p>The provisional folder is deleted once nobody writes into it any more.
 */
final class FolderWriter implements CheckpointWriter {

  /** Whoever began it. */
  interface Owner {

    /**
     * Called once, when nothing is being written any more. Any thread.
     *
     * @param outcome whether it counts
     */
    void onEnded(long checkpointId, Outcome outcome);
  }

  enum Outcome {
    COMPLETE,
    GIVEN_UP,
    /** It may be seen, and a power failure may change that. */
    UNDECIDED
  }

  private enum Phase {
    OPEN,
    COMPLETING,
    ENDED
  }

  private final Disk disk;
  private final String jobName;
  private final long checkpointId;
  private final Path provisional;
  private final Path target;
  private final SharedLock lock;
  private final Owner owner;
  private final AdoptedFiles adopted;

  // Guarded by this; nothing is done with the disk in the monitor.
  private final Set<String> names = new HashSet<>();
  private Phase phase = Phase.OPEN;
  private int writing;

  FolderWriter(
      Disk disk,
      String jobName,
      long checkpointId,
      Path provisional,
      Path target,
      SharedLock lock,
      Owner owner)
      throws IOException {
    this.disk = disk;
    this.jobName = jobName;
    this.checkpointId = checkpointId;
    this.provisional = provisional;
    this.target = target;
    this.lock = lock;
    this.owner = owner;
    adopted = new AdoptedFiles(disk, provisional);
    disk.delete(provisional);
    try {
      disk.createFolders(provisional);
    } catch (IOException | RuntimeException failure) {
      deleteProvisional();
      throw failure;
    }
  }

  @Override
  public StoredFile writeFile(String name, FileContent content) throws IOException {
    beginFile(name);
    try (Disk.Writer file = disk.create(provisional.resolve(name))) {
      DataFileWriter writer = new DataFileWriter(new Guarded(file));
      content.writeTo(writer);
      return writer.finish(name);
    } finally {
      endFile();
    }
  }

  @Override
  public void adopt(long earlierId, StoredFile file) throws IOException {
    beginFile(file.name());
    try {
      Path earlier = target.resolveSibling(FileNames.of(FileNames.CHECKPOINT, earlierId));
      adopted.link(earlier, file);
    } finally {
      endFile();
    }
  }

  private synchronized void beginFile(String name) throws IOException {
    requireOpen();
    if (FileNames.requirePlain(name).equals(ManifestFile.NAME) || names.contains(name)) {
      throw new IllegalArgumentException(
          "checkpoint " + checkpointId + ": file name '" + name + "' is taken");
    }
    enter();
    names.add(name);
    writing++;
  }

  private void endFile() {
    boolean lastOfAnAborted;
    synchronized (this) {
      writing--;
      lastOfAnAborted = writing == 0 && phase == Phase.ENDED;
    }
    try {
      if (lastOfAnAborted) {
        giveUp();
      }
    } finally {
      lock.leave();
    }
  }

  @Override
  public void complete(CheckpointManifest manifest) throws IOException {
    beginCompletion(manifest);
    Outcome outcome = Outcome.GIVEN_UP;
    try {
      adopted.dropUnused(manifest);
      writeManifest(manifest);
      outcome = Outcome.UNDECIDED;
      try {
        disk.rename(provisional, target);
        disk.syncFolder(target.getParent());
        outcome = Outcome.COMPLETE;
      } catch (IOException | RuntimeException failure) {
        withdraw(failure);
        outcome = Outcome.GIVEN_UP;
        throw failure;
      }
    } finally {
      synchronized (this) {
        phase = Phase.ENDED;
      }
      try {
        if (outcome == Outcome.GIVEN_UP) {
          deleteProvisional();
        }
      } finally {
        owner.onEnded(checkpointId, outcome);
        lock.leave();
      }
    }
  }

  private synchronized void beginCompletion(CheckpointManifest manifest) throws IOException {
    requireOpen();
    if (manifest.checkpointId() != checkpointId || !manifest.jobName().equals(jobName)) {
      throw new IllegalArgumentException(
          "manifest of job '"
              + manifest.jobName()
              + "', checkpoint "
              + manifest.checkpointId()
              + ", for job '"
              + jobName
              + "', checkpoint "
              + checkpointId);
    }
    if (writing > 0) {
      throw new IllegalStateException(
          "checkpoint " + checkpointId + ": " + writing + " files are still being written");
    }
    enter();
    phase = Phase.COMPLETING;
  }

  private void writeManifest(CheckpointManifest manifest) throws IOException {
    try (Disk.Writer file = disk.create(provisional.resolve(ManifestFile.NAME))) {
      file.write(ByteBuffer.wrap(ManifestFile.render(manifest)));
      file.sync();
    }
    disk.syncFolder(provisional);
  }

  /**
   * Takes a checkpoint back that may be seen already, or durable, or both. Nothing is deleted
   * before it is sure that nobody will ever find it: half of one would pass for a damaged one.
   */
  private void withdraw(Exception failure) throws CheckpointUndecidedException {
    try {
      // While that is there, the rename has not happened, and what is at the target is not ours.
      if (!disk.exists(provisional)) {
        disk.rename(target, provisional);
      }
      disk.syncFolder(target.getParent());
    } catch (IOException | RuntimeException again) {
      CheckpointUndecidedException undecided =
          new CheckpointUndecidedException(
              "job '"
                  + jobName
                  + "', checkpoint "
                  + checkpointId
                  + ": "
                  + target
                  + " could neither be made durable ("
                  + failure
                  + ") nor be taken back ("
                  + again
                  + "); whether it counts is not known",
              failure);
      undecided.addSuppressed(again);
      throw undecided;
    }
  }

  @Override
  public void abort() {
    synchronized (this) {
      if (phase != Phase.OPEN) {
        return;
      }
      phase = Phase.ENDED;
      if (writing > 0 || !lock.tryEnter()) {
        return;
      }
    }
    try {
      giveUp();
    } finally {
      lock.leave();
    }
  }

  private void giveUp() {
    try {
      deleteProvisional();
    } finally {
      owner.onEnded(checkpointId, Outcome.GIVEN_UP);
    }
  }

  private void deleteProvisional() {
    try {
      disk.delete(provisional);
    } catch (IOException | RuntimeException failure) {
      // It never counts, and goes with the next retain, or when something is to be written there.
    }
  }

  private void enter() throws IOException {
    if (!lock.tryEnter()) {
      throw new IOException("checkpoint " + checkpointId + ": the storage is closed");
    }
  }

  private synchronized void requireOpen() throws IOException {
    if (phase != Phase.OPEN) {
      throw new IOException("checkpoint " + checkpointId + " was completed or aborted");
    }
  }

  /** Lets the writing threads notice an abort early. */
  private final class Guarded implements Disk.Writer {

    private final Disk.Writer file;

    Guarded(Disk.Writer file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      requireOpen();
      file.write(bytes);
    }

    @Override
    public void sync() throws IOException {
      requireOpen();
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
