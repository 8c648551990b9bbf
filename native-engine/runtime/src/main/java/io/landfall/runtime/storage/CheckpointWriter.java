package io.landfall.runtime.storage;

import java.io.IOException;

/** One checkpoint being written. */
public interface CheckpointWriter {

  /**
   * Writes one file and makes it durable. Several threads may call at once, with different names.
   *
   * @param name letters, digits, {@code - _ .}; unique in the checkpoint
   */
  StoredFile writeFile(String name, FileContent content) throws IOException;

  /**
   * Takes a file of an earlier checkpoint over under the same name, without a copy where storage
   * can: whatever becomes of that checkpoint, this one has the file. Left out again if the manifest
   * does not name it. Not for savepoints.
   *
   * @param earlierId a checkpoint of this job that is complete
   * @throws IOException if that cannot be done; it may be written anew instead, under another name
   */
  void adopt(long earlierId, StoredFile file) throws IOException;

  /**
   * Makes the checkpoint count: when this returns it is found by every later {@link
   * CheckpointStorage#latest}, until a newer one is, also after a power failure. Any thread, once,
   * after all files are written.
   *
   * @throws CheckpointUndecidedException if it may or may not count: the job must not go on, nor
   *     may anybody be told that it was given up, before {@code latest} has said which it is. For a
   *     savepoint: it may or may not be there
   * @throws IOException otherwise, it surely does not count and never will, as if it had never been
   * @throws RuntimeException as with an {@link IOException}; what an {@link Error} means is not
   *     known
   */
  void complete(CheckpointManifest manifest) throws IOException;

  /**
   * Gives it up: what was written is deleted, and what is still being written by the thread that
   * ends its file last. Does nothing once {@link #complete} has begun. Control thread.
   */
  void abort();
}
