package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Savepoints: checkpoints in a folder that the user names. */
final class Savepoints {

  private Savepoints() {}

  static CheckpointWriter begin(Disk disk, String jobName, long checkpointId, Path newFolder)
      throws IOException {
    Path target = newFolder.toAbsolutePath().normalize();
    if (disk.exists(target) && (!disk.isFolder(target) || !disk.list(target).isEmpty())) {
      throw new FileAlreadyExistsException(
          target.toString(), null, "a savepoint needs a new or empty folder");
    }
    disk.delete(target);
    DurableFolders.create(disk, target.getParent());
    // Beside it, since a rename is only at once within one file system; of this job alone, since
    // another one may be given the same folder.
    Path provisional =
        target.resolveSibling(
            "." + target.getFileName() + "." + FileNames.shortOf(jobName) + ".partial");
    return new FolderWriter(
        disk, jobName, checkpointId, provisional, target, SharedLock.none(), (id, outcome) -> {});
  }
}
