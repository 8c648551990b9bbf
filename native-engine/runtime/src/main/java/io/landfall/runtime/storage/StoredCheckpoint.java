package io.landfall.runtime.storage;

import io.landfall.runtime.state.RestoredSections;
import java.io.IOException;

/** A whole checkpoint, to be restored from. Safe for all threads. */
public interface StoredCheckpoint {

  CheckpointManifest manifest();

  /** A folder, or where else it is; for messages. */
  String location();

  /**
   * One file of the manifest.
   *
   * @throws CheckpointCorruptException if it is damaged
   */
  RestoredSections open(StoredFile file) throws IOException;
}
