package io.landfall.runtime.storage;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * Which files this process has locked. POSIX gives a lock to the process, and takes it away as soon
 * as the process closes <em>any</em> descriptor of the file: so a file that is locked already must
 * not even be opened to find that out. All threads.
 */
final class HeldLocks {

  /** By identity of the file: it may have several paths. Guards itself. */
  private static final Set<Object> HELD = new HashSet<>();

  /** Opened before it was known; kept, since a channel that nobody refers to is closed. */
  private static final Set<FileChannel> UNCLOSABLE = new HashSet<>();

  private HeldLocks() {}

  /**
   * @return closed to unlock; null if this or another process has it
   */
  static Closeable tryLock(Path file) throws IOException {
    synchronized (HELD) {
      Object key = keyOf(file);
      if (HELD.contains(key)) {
        return null;
      }
      FileChannel channel = FileChannel.open(file, WRITE);
      try {
        if (channel.tryLock() != null) {
          HELD.add(key);
          return new Held(key, channel);
        }
        channel.close();
      } catch (OverlappingFileLockException heldByAnotherClassLoader) {
        UNCLOSABLE.add(channel);
      } catch (IOException | RuntimeException failure) {
        channel.close();
        throw failure;
      }
      return null;
    }
  }

  private static Object keyOf(Path file) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException earlier) {
      // As it mostly is.
    }
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key != null ? key : file.toRealPath();
  }

  private record Held(Object key, FileChannel channel) implements Closeable {

    @Override
    public void close() throws IOException {
      synchronized (HELD) {
        // Closed before, it may be somebody else's by now.
        if (channel.isOpen()) {
          HELD.remove(key);
          channel.close();
        }
      }
    }
  }
}
