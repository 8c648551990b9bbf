package io.landfall.runtime.state;

import java.io.IOException;
import java.util.List;

/** What one operator's subtask had at a barrier, waiting to be written. */
public interface StateSnapshot {

  /** Nothing. */
  StateSnapshot EMPTY = all(List.of());

  /** Called once at most, by any one thread, before {@link #release}. */
  void writeTo(SectionOutput out) throws IOException;

  /**
   * Ends the duty to keep what was captured; must be called, whether it was written or not. May be
   * called by any thread and again.
   */
  void release();

  /** Several as one, written in this order. */
  static StateSnapshot all(List<StateSnapshot> parts) {
    List<StateSnapshot> all = List.copyOf(parts);
    return new StateSnapshot() {
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
