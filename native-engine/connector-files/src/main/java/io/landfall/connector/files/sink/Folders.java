package io.landfall.connector.files.sink;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose entries outlive a power cut. Any thread. */
final class Folders {

  /** Where a folder cannot be opened as a file, its entries are durable without. */
  private static final boolean CAN_SYNC = File.separatorChar == '/';

  /** Makes a folder and those above it, durably. */
  static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      create(parent);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      // Another subtask was faster, or it is a file.
      if (!Files.isDirectory(folder)) {
        throw new IOException(folder + " is a file and should be a folder; move it away", e);
      }
    }
    sync(parent);
  }

  /** Makes what was created in, renamed into or out of the folder durable. */
  static void sync(Path folder) throws IOException {
    if (CAN_SYNC && folder != null) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private Folders() {}
}
