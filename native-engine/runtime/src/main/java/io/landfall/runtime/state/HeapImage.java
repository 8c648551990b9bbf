package io.landfall.runtime.state;

import java.io.IOException;

/** One state at a barrier. Any thread, if it is frozen. */
interface HeapImage {

  /** Writes everything. */
  void writeEntries(SnapshotWriter to) throws IOException;

  /** Writes what has changed since the layer that the image was made for. */
  void writeChanges(SnapshotWriter to) throws IOException;
}
