package io.landfall.runtime.storage;

class MemoryCheckpointStorageTest extends CheckpointStorageContract {

  @Override
  CheckpointStorage open() {
    return new MemoryCheckpointStorage(JOB, new LocalDisk());
  }
}
