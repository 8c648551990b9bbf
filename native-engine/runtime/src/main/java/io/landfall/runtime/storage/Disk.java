package io.landfall.runtime.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * What storage needs of a file system; small, so that a simulation can put a faulty one in its
 * place. Safe for all threads.
 */
public interface Disk {

  /** Creates and opens a file for writing; fails if it exists. */
  Writer create(Path file) throws IOException;

  /** Opens a file for reading. */
  Reader open(Path file) throws IOException;

  /** Creates a folder and those above it that are missing; fine if it exists. */
  void createFolders(Path folder) throws IOException;

  /** Makes the names in {@code folder} durable. */
  void syncFolder(Path folder) throws IOException;

  /** Renames a file or folder at once; the target must not exist. */
  void rename(Path from, Path to) throws IOException;

  /**
   * Gives a file another name, which shares its content and is durable as any name is; the content
   * stays until the last name is deleted.
   *
   * @throws IOException if {@code link} exists, or the file system has no links
   */
  void link(Path existing, Path link) throws IOException;

  /** Names in {@code folder}, sorted; empty if there is no such folder. */
  List<String> list(Path folder) throws IOException;

  /**
   * False only if it is sure that there is nothing.
   *
   * @throws IOException if that cannot be told
   */
  boolean exists(Path path) throws IOException;

  /** As with {@link #exists}, false only if it is sure. */
  boolean isFolder(Path path) throws IOException;

  /** True if files may be created in {@code folder}. */
  boolean isWritable(Path folder) throws IOException;

  /** Deletes a file, or a folder with all in it; fine if there is none. */
  void delete(Path path) throws IOException;

  /**
   * Locks {@code file} against other processes and other callers in this one, creating it if
   * needed.
   *
   * @return closed to unlock; null if it is locked already
   */
  Closeable tryLock(Path file) throws IOException;

  /** A file being written; one thread. */
  interface Writer extends Closeable {

    /** Appends all that remains in {@code bytes}. */
    void write(ByteBuffer bytes) throws IOException;

    /** Makes the content durable. */
    void sync() throws IOException;
  }

  /** A file being read; safe for all threads. */
  interface Reader extends Closeable {

    long lengthBytes() throws IOException;

    /**
     * Fills {@code into} from {@code offsetBytes} on, as far as the file goes.
     *
     * @return bytes read; less than asked for only at the end of the file
     */
    int read(long offsetBytes, ByteBuffer into) throws IOException;
  }
}
