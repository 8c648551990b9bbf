package io.landfall.runtime.state;

import java.io.IOException;
import java.util.List;

/** What one operator's subtask had at a barrier, waiting to be written. */
public interface StateSnapshot {

  /** Nothing. */
  StateSnapshot EMPTY = all(List.of());

  /** The id of no checkpoint. */
  long NO_CHECKPOINT = -1;

  /**
   * The checkpoints that have the layers of what {@link #writeTo} writes, lowest first; empty if it
   * writes everything. Each layer is changes of those beneath it. If the topmost is the checkpoint
   * that this is taken for, {@link #writeLayerTo} writes it.
   */
  default List<Long> layers() {
    return List.of();
  }

  /**
   * Writes the topmost layer, into a file of its own, which later checkpoints take over. Else as
   * {@link #writeTo}.
   */
  default void writeLayerTo(SectionOutput out) throws IOException {}

  /** Called once at most, by any one thread, before {@link #release}. */
  void writeTo(SectionOutput out) throws IOException;

  /**
   * Ends the duty to keep what was captured; must be called, whether it was written or not. May be
   * called by any thread and again.
   */
  void release();

  /** Several as one, written in this order; one of them at most has layers. */
  static StateSnapshot all(List<StateSnapshot> parts) {
    List<StateSnapshot> all = List.copyOf(parts);
    return new StateSnapshot() {
      @Override
      public List<Long> layers() {
        return all.stream().flatMap(part -> part.layers().stream()).toList();
      }

      @Override
      public void writeLayerTo(SectionOutput out) throws IOException {
        for (StateSnapshot part : all) {
          part.writeLayerTo(out);
        }
      }

      @Override
      public void writeTo(SectionOutput out) throws IOException {
        for (StateSnapshot part : all) {
          part.writeTo(out);
        }
      }

      @Override
      public void release() {
        all.forEach(StateSnapshot::release);
      }
    };
  }
}
