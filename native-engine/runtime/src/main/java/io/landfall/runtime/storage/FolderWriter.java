package io.landfall.runtime.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes a checkpoint into a folder under a provisional name, which is renamed when all in it is
 * durable. The order matters: each step is made durable before the next one can point at it.
 */
final class FolderWriter implements CheckpointWriter {

  private final Disk disk;
  private final String jobName;
  private final long checkpointId;
  private final Path provisional;
  private final Path target;
  private final Runnable onEnd;
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /**
   * @param onEnd called once, when completed or aborted
   */
  FolderWriter(
      Disk disk, String jobName, long checkpointId, Path provisional, Path target, Runnable onEnd)
      throws IOException {
    this.disk = disk;
    this.jobName = jobName;
    this.checkpointId = checkpointId;
    this.provisional = provisional;
    this.target = target;
    this.onEnd = onEnd;
    disk.delete(provisional);
    disk.createFolders(provisional);
  }

  @Override
  public StoredFile writeFile(String name, FileContent content) throws IOException {
    requireOpen();
    if (FileNames.requirePlain(name).equals(ManifestFile.NAME) || !names.add(name)) {
      throw new IllegalArgumentException(
          "checkpoint " + checkpointId + ": file name '" + name + "' is taken");
    }
    try (Disk.Writer file = disk.create(provisional.resolve(name))) {
      DataFileWriter writer = new DataFileWriter(new Guarded(file));
      content.writeTo(writer);
      return writer.finish(name);
    }
  }

  @Override
  public void complete(CheckpointManifest manifest) throws IOException {
    requireOpen();
    if (manifest.checkpointId() != checkpointId || !manifest.jobName().equals(jobName)) {
      throw new IllegalArgumentException(
          "manifest of job '"
              + manifest.jobName()
              + "', checkpoint "
              + manifest.checkpointId()
              + ", for job '"
              + jobName
              + "', checkpoint "
              + checkpointId);
    }
    try {
      try (Disk.Writer file = disk.create(provisional.resolve(ManifestFile.NAME))) {
        file.write(ByteBuffer.wrap(ManifestFile.render(manifest)));
        file.sync();
      }
      disk.syncFolder(provisional);
      disk.rename(provisional, target);
    } catch (IOException failure) {
      abort();
      throw failure;
    }
    try {
      disk.syncFolder(target.getParent());
    } catch (IOException failure) {
      // Nobody may build on a checkpoint that a power failure could take back.
      disk.delete(target);
      throw failure;
    } finally {
      end();
    }
  }

  @Override
  public void abort() {
    if (ended) {
      return;
    }
    end();
    try {
      disk.delete(provisional);
    } catch (IOException | RuntimeException stillWritten) {
      // Files that another thread is about to close; the next retain deletes the rest.
    }
  }

  private void end() {
    ended = true;
    onEnd.run();
  }

  private void requireOpen() throws IOException {
    if (ended) {
      throw new IOException("checkpoint " + checkpointId + " was completed or aborted");
    }
  }

  /** Lets the writing threads notice an abort early. */
  private final class Guarded implements Disk.Writer {

    private final Disk.Writer file;

    Guarded(Disk.Writer file) {
      this.file = file;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      requireOpen();
      file.write(bytes);
    }

    @Override
    public void sync() throws IOException {
      requireOpen();
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
