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
   * Makes the checkpoint count: when this returns it survives a power failure, and if it throws it
   * is as if it had never been. Control thread, after all files are written.
   */
  void complete(CheckpointManifest manifest) throws IOException;

  /** Deletes what was written. Control thread; may be called while files are still written. */
  void abort();
}
