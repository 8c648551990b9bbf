package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/** Folders that a power failure does not take away again, with all that is durable in them. */
final class DurableFolders {

  private DurableFolders() {}

  /**
   * Creates {@code folder} and those above it that are missing, and makes the whole way to it
   * durable: also what is there already, since whoever created it may have been killed before it
   * could.
   *
   * @param folder absolute
   */
  static void create(Disk disk, Path folder) throws IOException {
    Path existed = nearestExisting(disk, folder);
    disk.createFolders(folder);
    for (Path each = folder; each.getParent() != null; each = each.getParent()) {
      try {
        disk.syncFolder(each.getParent());
      } catch (AccessDeniedException notReadable) {
        // What is older than this process was hardly created by one that might not look at it.
        if (!existed.startsWith(each)) {
          throw notReadable;
        }
      }
    }
  }

  /** {@code path} itself, or the nearest above it that exists. */
  static Path nearestExisting(Disk disk, Path path) throws IOException {
    Path existing = path;
    while (existing.getParent() != null && !disk.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }
}
