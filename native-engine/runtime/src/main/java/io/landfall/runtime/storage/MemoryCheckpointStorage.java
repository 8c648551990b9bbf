package io.landfall.runtime.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Keeps checkpoints in memory: they survive a failing task, not the process. */
public final class MemoryCheckpointStorage implements CheckpointStorage {

  public MemoryCheckpointStorage(String jobName) {}

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
