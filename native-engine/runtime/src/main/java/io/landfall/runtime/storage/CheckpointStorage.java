package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps one job's checkpoints. All methods on the one control thread. */
public interface CheckpointStorage extends AutoCloseable {

  /**
   * Begins checkpoint {@code checkpointId}; takes the place of one with that id that an earlier
   * process left unfinished.
   *
   * @throws IllegalStateException if it exists already, or is still being written
   */
  CheckpointWriter begin(long checkpointId) throws IOException;

  /**
   * Begins a savepoint: complete in itself, never deleted by {@link #retain}.
   *
   * @param newFolder must not exist, or be empty
   * @throws java.nio.file.FileAlreadyExistsException if it exists with content
   */
  CheckpointWriter beginSavepoint(long checkpointId, Path newFolder) throws IOException;

  /**
   * The newest checkpoint that is whole, every byte of it verified. It may be gone on from: that it
   * is the newest is durable when this returns, whatever had become of the completion of others.
   * Damaged ones that are newer are set aside and never count again.
   *
   * @throws CheckpointCorruptException if there are checkpoints, but none is whole; they are left
   *     in place
   * @throws IOException if it cannot be told which is the newest that is whole
   */
  Optional<StoredCheckpoint> latest() throws IOException;

  /** A checkpoint that was completed here with {@code manifest}; only what is read is verified. */
  StoredCheckpoint reopen(CheckpointManifest manifest) throws IOException;

  /** What the last {@link #latest} found damaged, one sentence each; newest first. */
  List<String> problems();

  /**
   * Deletes the oldest whole checkpoints beyond {@code count}, as many damaged ones, and what was
   * left unfinished.
   *
   * @param count 1 or more, so that the newest is never deleted
   */
  void retain(int count) throws IOException;

  /** Gives up the lock, once nothing is being written any more; checkpoints stay. */
  @Override
  void close();
}
