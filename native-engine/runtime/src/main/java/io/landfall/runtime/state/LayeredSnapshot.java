package io.landfall.runtime.state;

import java.io.IOException;
import java.util.List;

/**
 * A keyed state as layers of earlier checkpoints and what has changed since the topmost.
 *
 * @param layers the checkpoints that they were taken for, lowest first
 * @param isLayer whether {@code entries} are the topmost of {@code layers}, and not changes of it
 */
record LayeredSnapshot(List<Long> layers, boolean isLayer, StateSnapshot entries)
    implements StateSnapshot {

  LayeredSnapshot {
    layers = List.copyOf(layers);
  }

  @Override
  public void writeLayerTo(SectionOutput out) throws IOException {
    if (isLayer) {
      entries.writeTo(out);
    }
  }

  @Override
  public void writeTo(SectionOutput out) throws IOException {
    if (!isLayer) {
      entries.writeTo(out);
    }
  }

  @Override
  public void release() {
    entries.release();
  }
}
