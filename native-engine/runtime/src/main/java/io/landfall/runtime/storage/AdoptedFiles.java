package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Links to files of earlier checkpoints, in the folder of a new one. Any thread. */
final class AdoptedFiles {

  private final Disk disk;
  private final Path folder;
  private final Set<StoredFile> files = new LinkedHashSet<>();

  AdoptedFiles(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  void link(Path earlierFolder, StoredFile file) throws IOException {
    synchronized (this) {
      // First, since a link that is said to have failed may be there.
      files.add(file);
    }
    disk.link(earlierFolder.resolve(file.name()), folder.resolve(file.name()));
  }

  /** Deletes what {@code manifest} does not name. */
  void dropUnused(CheckpointManifest manifest) {
    Set<StoredFile> unused;
    synchronized (this) {
      unused = new LinkedHashSet<>(files);
    }
    unused.removeAll(manifest.files());
    for (StoredFile each : unused) {
      try {
        disk.delete(folder.resolve(each.name()));
      } catch (IOException failure) {
        // It takes space for as long as this checkpoint is kept, and no more.
      }
    }
  }
}
