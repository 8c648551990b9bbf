package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Keeps one job's checkpoints. All methods on the one control thread, save {@link
 * CheckpointWriter#writeFile}.
 */
public interface CheckpointStorage extends AutoCloseable {

  /**
   * Begins checkpoint {@code checkpointId}; takes the place of an unfinished one with that id.
   *
   * @throws IllegalStateException if it exists already
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
   * The newest checkpoint that is whole, every byte of it verified. Damaged ones are left in place.
   *
   * @throws CheckpointCorruptException if there are checkpoints, but none is whole
   */
  Optional<StoredCheckpoint> latest() throws IOException;

  /** What the last {@link #latest} found damaged, one sentence each; newest first. */
  List<String> problems();

  /**
   * Deletes the oldest whole checkpoints beyond {@code count}, and what was left unfinished.
   *
   * @param count 1 or more, so that the newest is never deleted
   */
  void retain(int count) throws IOException;

  /** Gives up the lock; checkpoints stay. */
  @Override
  void close();
}
