package io.landfall.connector.files.sink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a prepared file visible, once, however often that is asked for. Any thread. */
final class Publication {

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  /**
   * Cuts the file to what the checkpoint knows of it and renames it.
   *
   * @throws IOException if it has less than that, or cannot be renamed
   */
  static void publish(PreparedFile file) throws IOException {
    Path unfinished = Path.of(file.unfinished());
    Path target = Path.of(file.target());
    if (!Files.exists(unfinished)) {
      if (!Files.exists(target)) {
        // It was durable when it was prepared, and only a commit renames it.
        LOG.warn(
            "neither {} nor {} is there: taken for published, and taken away since",
            unfinished,
            target);
      }
      return;
    }
    cut(unfinished, file.lengthBytes());
    Folders.create(target.getParent());
    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    Folders.sync(target.getParent());
  }

  private static void cut(Path unfinished, long lengthBytes) throws IOException {
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      long sizeBytes = channel.size();
      if (sizeBytes < lengthBytes) {
        throw new IOException(
            "POSSIBLE LOSS: "
                + unfinished
                + " has "
                + sizeBytes
                + " bytes and the checkpoint "
                + lengthBytes
                + "; bring the file back, or start from an older checkpoint");
      }
      if (sizeBytes > lengthBytes) {
        channel.truncate(lengthBytes);
        channel.force(true);
      }
    }
  }

  static void delete(Path unfinished) throws IOException {
    try {
      Files.delete(unfinished);
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone already", unfinished);
    }
  }

  private Publication() {}
}
