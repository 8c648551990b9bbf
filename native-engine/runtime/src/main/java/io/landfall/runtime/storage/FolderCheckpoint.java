package io.landfall.runtime.storage;

import io.landfall.runtime.state.RestoredSections;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A checkpoint or savepoint in a folder of its own. Safe for all threads. */
final class FolderCheckpoint implements StoredCheckpoint {

  private static final int MAX_MANIFEST_BYTES = 1 << 30;

  private final Path folder;
  private final Disk disk;
  private final CheckpointManifest manifest;

  private FolderCheckpoint(Path folder, Disk disk, CheckpointManifest manifest) {
    this.folder = folder;
    this.disk = disk;
    this.manifest = manifest;
  }

  /** Opens a checkpoint after having verified every byte of it. */
  static FolderCheckpoint openVerified(Path folder, Disk disk) throws IOException {
    FolderCheckpoint checkpoint = new FolderCheckpoint(folder, disk, readManifest(folder, disk));
    for (StoredFile file : checkpoint.manifest.files()) {
      checkpoint.verify(file);
    }
    return checkpoint;
  }

  /** A checkpoint whose manifest is known; only what is read of it is verified. */
  static FolderCheckpoint of(Path folder, Disk disk, CheckpointManifest manifest) {
    return new FolderCheckpoint(folder, disk, manifest);
  }

  static CheckpointManifest readManifest(Path folder, Disk disk) throws IOException {
    Path file = folder.resolve(ManifestFile.NAME);
    String where = "checkpoint " + folder + ", file " + ManifestFile.NAME;
    if (!disk.exists(file)) {
      throw new CheckpointCorruptException(where + ": is missing");
    }
    try (Disk.Reader reader = disk.open(file)) {
      long lengthBytes = reader.lengthBytes();
      if (lengthBytes > MAX_MANIFEST_BYTES) {
        throw new CheckpointCorruptException(where + ": length " + lengthBytes + " bytes");
      }
      ByteBuffer bytes = DataFileReader.readFully(where, reader, 0, (int) lengthBytes);
      return ManifestFile.parse(where, bytes.array());
    }
  }

  private void verify(StoredFile file) throws IOException {
    DataFileReader.verify(where(file), opener(file), file);
  }

  @Override
  public CheckpointManifest manifest() {
    return manifest;
  }

  @Override
  public String location() {
    return folder.toString();
  }

  @Override
  public RestoredSections open(StoredFile file) throws IOException {
    return new DataFileReader(where(file), opener(file));
  }

  private DataFileReader.Opener opener(StoredFile file) {
    return () -> disk.open(folder.resolve(FileNames.requirePlain(file.name())));
  }

  private String where(StoredFile file) {
    return "job '"
        + manifest.jobName()
        + "', checkpoint "
        + manifest.checkpointId()
        + ", file "
        + file.name();
  }
}
