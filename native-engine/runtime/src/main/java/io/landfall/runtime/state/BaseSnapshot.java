package io.landfall.runtime.state;

import java.io.IOException;

/**
 * All entries of a keyed state, as a base.
 *
 * @param checkpointId the one that it is taken for
 */
record BaseSnapshot(StateSnapshot entries, long checkpointId) implements StateSnapshot {

  @Override
  public long baseCheckpointId() {
    return checkpointId;
  }

  @Override
  public void writeBaseTo(SectionOutput out) throws IOException {
    entries.writeTo(out);
  }

  @Override
  public void writeTo(SectionOutput out) {}

  @Override
  public void release() {
    entries.release();
  }
}
