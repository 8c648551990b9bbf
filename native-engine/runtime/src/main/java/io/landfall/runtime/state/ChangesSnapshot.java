package io.landfall.runtime.state;

import java.io.IOException;

/**
 * What has changed in a keyed state since its base.
 *
 * @param baseCheckpointId the complete checkpoint that the base was taken for
 */
record ChangesSnapshot(StateSnapshot changes, long baseCheckpointId) implements StateSnapshot {

  @Override
  public void writeTo(SectionOutput out) throws IOException {
    changes.writeTo(out);
  }

  @Override
  public void release() {
    changes.release();
  }
}
