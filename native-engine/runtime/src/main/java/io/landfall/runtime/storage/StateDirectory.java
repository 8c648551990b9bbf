package io.landfall.runtime.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Checks that a state directory is ours before anything in it is touched, and locks the job. */
final class StateDirectory {

  private static final String MARKER = "LANDFALL";
  private static final String LOCK = "LOCK";
  private static final String MARKER_TEXT =
      "Landfall keeps the checkpoints of jobs here, one folder for each.\n";

  private final Path directory;
  private final String jobName;
  private final Disk disk;

  StateDirectory(Path directory, String jobName, Disk disk) {
    this.directory = directory.toAbsolutePath().normalize();
    this.jobName = jobName;
    this.disk = disk;
  }

  Path jobFolder() {
    return directory.resolve(FileNames.ofJob(jobName));
  }

  /** Reads only. */
  void check(boolean acceptNewerFormat) throws IOException {
    if (!disk.exists(directory)) {
      checkWritable(nearestExisting(directory));
      return;
    }
    if (!disk.isFolder(directory)) {
      throw refused("is a file; give a directory");
    }
    List<String> names = disk.list(directory);
    if (!names.isEmpty() && !names.contains(MARKER)) {
      throw refused(
          "has content that is not Landfall's, such as '"
              + names.get(0)
              + "'; give a new, empty or earlier state directory");
    }
    checkWritable(directory);
    checkJobs(acceptNewerFormat);
  }

  private void checkJobs(boolean acceptNewerFormat) throws IOException {
    for (String name : disk.list(jobFolder())) {
      if (FileNames.idOf(FileNames.CHECKPOINT, name).isEmpty()) {
        continue;
      }
      try {
        String found = FolderCheckpoint.readManifest(jobFolder().resolve(name), disk).jobName();
        if (!found.equals(jobName)) {
          throw refused(
              "has a checkpoint of job '" + found + "' in the folder of job '" + jobName + "'");
        }
      } catch (CheckpointCorruptException damaged) {
        // Said, and skipped, when the latest checkpoint is looked for.
      } catch (UnsupportedFormatException newer) {
        if (!acceptNewerFormat) {
          throw newer;
        }
      }
    }
  }

  /** Creates what is missing, and locks; closed to unlock. */
  Closeable lock() throws IOException {
    Path existed = nearestExisting(directory);
    try {
      disk.createFolders(directory);
    } catch (IOException e) {
      throw refused("cannot be created (" + e + "); give one that can be");
    }
    for (Path each = directory; !each.equals(existed); each = each.getParent()) {
      disk.syncFolder(each.getParent());
    }
    Path marker = directory.resolve(MARKER);
    if (!disk.exists(marker)) {
      try (Disk.Writer writer = disk.create(marker)) {
        writer.write(ByteBuffer.wrap(MARKER_TEXT.getBytes(StandardCharsets.US_ASCII)));
        writer.sync();
      }
    }
    disk.createFolders(jobFolder());
    disk.syncFolder(directory);
    Closeable lock = disk.tryLock(jobFolder().resolve(LOCK));
    if (lock == null) {
      throw new StateDirectoryInUseException(
          "state directory "
              + directory
              + ": job '"
              + jobName
              + "' is being run from it by another process; stop that one or give another"
              + " directory");
    }
    return lock;
  }

  /** Deletes all checkpoints of the job; the lock must be held. */
  void discard() throws IOException {
    for (String name : disk.list(jobFolder())) {
      if (!name.equals(LOCK)) {
        disk.delete(jobFolder().resolve(name));
      }
    }
    disk.syncFolder(jobFolder());
  }

  private Path nearestExisting(Path path) throws IOException {
    Path existing = path;
    while (!disk.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }

  private void checkWritable(Path folder) throws IOException {
    if (!disk.isFolder(folder)) {
      throw refused("cannot be created, since " + folder + " is a file");
    }
    if (!disk.isWritable(folder)) {
      throw refused("is not writable for this user");
    }
  }

  private ForeignStateDirectoryException refused(String why) {
    return new ForeignStateDirectoryException("state directory " + directory + ": " + why);
  }
}
