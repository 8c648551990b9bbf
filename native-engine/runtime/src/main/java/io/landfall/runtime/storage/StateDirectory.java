package io.landfall.runtime.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
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
    try {
      checkReadable(acceptNewerFormat);
    } catch (AccessDeniedException e) {
      throw refused("is not readable for this user (" + e.getMessage() + ")");
    }
  }

  private void checkReadable(boolean acceptNewerFormat) throws IOException {
    if (!disk.exists(directory)) {
      checkWritable(DurableFolders.nearestExisting(disk, directory));
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
    // Each step is durable before the next: where the marker is, the way to it is, and where a
    // job's folder is, the marker. Without it, the directory would be refused ever after.
    if (!disk.exists(directory.resolve(MARKER))) {
      try {
        DurableFolders.create(disk, directory);
      } catch (IOException e) {
        throw refused("cannot be created (" + e + "); give one that can be");
      }
      createMarker();
    }
    if (!disk.exists(jobFolder())) {
      disk.syncFolder(directory);
      disk.createFolders(jobFolder());
    }
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

  private void createMarker() throws IOException {
    try (Disk.Writer writer = disk.create(directory.resolve(MARKER))) {
      writer.write(ByteBuffer.wrap(MARKER_TEXT.getBytes(StandardCharsets.US_ASCII)));
      writer.sync();
    } catch (FileAlreadyExistsException meanwhile) {
      // By another job that starts here for the first time.
    }
  }

  /**
   * Deletes all checkpoints of the job; the lock must be held. Whatever ends it early, those that
   * are left are whole and the newest: an older one must not come back in place of a newer.
   */
  void discard() throws IOException {
    Path folder = jobFolder();
    List<Long> ids = FileNames.idsOf(FileNames.CHECKPOINT, disk.list(folder));
    for (long id : ids) {
      Path doomed = folder.resolve(FileNames.of(FileNames.DOOMED, id));
      disk.delete(doomed);
      disk.rename(folder.resolve(FileNames.of(FileNames.CHECKPOINT, id)), doomed);
      disk.syncFolder(folder);
    }
    for (String name : disk.list(folder)) {
      if (!name.equals(LOCK)) {
        disk.delete(folder.resolve(name));
      }
    }
    disk.syncFolder(folder);
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
