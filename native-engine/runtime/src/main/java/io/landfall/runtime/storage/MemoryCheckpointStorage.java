package io.landfall.runtime.storage;

import io.landfall.runtime.state.RestoredSections;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/**
 * Keeps checkpoints in memory, as bytes: they survive a failing task, not the process. Savepoints
 * go to disk.
 */
public final class MemoryCheckpointStorage implements CheckpointStorage {

  private final String jobName;
  private final Disk disk;
  private final ConcurrentSkipListMap<Long, MemoryCheckpoint> checkpoints =
      new ConcurrentSkipListMap<>();
  private final Set<Long> beingWritten = ConcurrentHashMap.newKeySet();

  /**
   * @param disk for savepoints
   */
  public MemoryCheckpointStorage(String jobName, Disk disk) {
    this.jobName = jobName;
    this.disk = disk;
  }

  @Override
  public CheckpointWriter begin(long checkpointId) {
    if (checkpoints.containsKey(checkpointId)) {
      throw new IllegalStateException(
          "job '" + jobName + "', checkpoint " + checkpointId + ": exists already");
    }
    if (!beingWritten.add(checkpointId)) {
      throw new IllegalStateException(
          "job '" + jobName + "', checkpoint " + checkpointId + ": is still being written");
    }
    return new MemoryWriter(checkpointId);
  }

  @Override
  public CheckpointWriter beginSavepoint(long checkpointId, Path newFolder) throws IOException {
    return Savepoints.begin(disk, jobName, checkpointId, newFolder);
  }

  @Override
  public Optional<StoredCheckpoint> latest() {
    return Optional.ofNullable(checkpoints.lastEntry()).map(Map.Entry::getValue);
  }

  @Override
  public StoredCheckpoint reopen(CheckpointManifest manifest) throws IOException {
    MemoryCheckpoint checkpoint = checkpoints.get(manifest.checkpointId());
    if (checkpoint == null) {
      throw new IOException("there is no checkpoint " + manifest.checkpointId());
    }
    return checkpoint;
  }

  @Override
  public List<String> problems() {
    return List.of();
  }

  @Override
  public void retain(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("keep " + count + " checkpoints; 1 or more");
    }
    while (checkpoints.size() > count) {
      checkpoints.pollFirstEntry();
    }
  }

  @Override
  public void close() {
    checkpoints.clear();
  }

  private final class MemoryWriter implements CheckpointWriter {

    private final long checkpointId;
    private final Map<String, PagedBytes> files = new ConcurrentHashMap<>();
    private volatile boolean ended;

    MemoryWriter(long checkpointId) {
      this.checkpointId = checkpointId;
    }

    @Override
    public StoredFile writeFile(String name, FileContent content) throws IOException {
      requireOpen();
      PagedBytes file = new PagedBytes();
      if (files.putIfAbsent(FileNames.requirePlain(name), file) != null) {
        throw new IllegalArgumentException(
            "checkpoint " + checkpointId + ": file name '" + name + "' is taken");
      }
      DataFileWriter writer = new DataFileWriter(file);
      content.writeTo(writer);
      return writer.finish(name);
    }

    @Override
    public void adopt(long earlierId, StoredFile file) throws IOException {
      requireOpen();
      MemoryCheckpoint earlier = checkpoints.get(earlierId);
      if (earlier == null) {
        throw new IOException("there is no checkpoint " + earlierId);
      }
      if (files.putIfAbsent(file.name(), earlier.bytes(file)) != null) {
        throw new IllegalArgumentException(
            "checkpoint " + checkpointId + ": file name '" + file.name() + "' is taken");
      }
    }

    @Override
    public synchronized void complete(CheckpointManifest manifest) throws IOException {
      requireOpen();
      if (manifest.checkpointId() != checkpointId || !manifest.jobName().equals(jobName)) {
        throw new IllegalArgumentException(
            "manifest of another checkpoint: " + manifest.checkpointId());
      }
      ended = true;
      beingWritten.remove(checkpointId);
      Set<String> named =
          manifest.files().stream().map(StoredFile::name).collect(Collectors.toSet());
      files.keySet().retainAll(named);
      checkpoints.put(checkpointId, new MemoryCheckpoint(manifest, Map.copyOf(files)));
    }

    @Override
    public synchronized void abort() {
      if (!ended) {
        ended = true;
        beingWritten.remove(checkpointId);
        files.clear();
      }
    }

    private void requireOpen() throws IOException {
      if (ended) {
        throw new IOException("checkpoint " + checkpointId + " was completed or aborted");
      }
    }
  }

  private record MemoryCheckpoint(CheckpointManifest manifest, Map<String, PagedBytes> files)
      implements StoredCheckpoint {

    @Override
    public String location() {
      return "memory";
    }

    @Override
    public RestoredSections open(StoredFile file) throws IOException {
      PagedBytes bytes = bytes(file);
      return new DataFileReader(file.name(), () -> bytes);
    }

    PagedBytes bytes(StoredFile file) throws CheckpointCorruptException {
      PagedBytes bytes = files.get(file.name());
      if (bytes == null) {
        throw new CheckpointCorruptException(
            "job '" + manifest.jobName() + "', file " + file.name() + ": is missing");
      }
      return bytes;
    }
  }
}
