package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps checkpoints in a folder of the state directory. */
public final class DirectoryCheckpointStorage implements CheckpointStorage {

  private DirectoryCheckpointStorage() {}

  /**
   * Checks the directory, then creates the job's folder in it and locks it.
   *
   * @throws ForeignStateDirectoryException before anything is written
   * @throws StateDirectoryInUseException if another process runs this job there
   */
  public static DirectoryCheckpointStorage open(Path stateDirectory, String jobName, Disk disk)
      throws IOException {
    return new DirectoryCheckpointStorage();
  }

  /** As {@link #open}, but first deletes all that the job's folder holds. */
  public static DirectoryCheckpointStorage openFresh(Path stateDirectory, String jobName, Disk disk)
      throws IOException {
    return new DirectoryCheckpointStorage();
  }

  /** A savepoint, or any one checkpoint, by its folder; every byte verified. */
  public static StoredCheckpoint openCheckpoint(Path folder, Disk disk) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public CheckpointWriter begin(long checkpointId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CheckpointWriter beginSavepoint(long checkpointId, Path newFolder) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<StoredCheckpoint> latest() {
    return Optional.empty();
  }

  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public void retain(int count) {}

  @Override
  public void close() {}
}
