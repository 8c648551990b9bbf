package io.landfall.runtime.state;

import java.io.IOException;
import java.util.List;

/** What one operator's subtask had at a barrier, waiting to be written. */
public interface StateSnapshot {

  /** Nothing. */
  StateSnapshot EMPTY = all(List.of());

  /** The id of no checkpoint. */
  long NO_BASE = -1;

  /**
   * The checkpoint that has the base of what {@link #writeTo} writes. If it is the one that this is
   * taken for, {@link #writeBaseTo} writes that base; {@link #NO_BASE} if there is none and {@link
   * #writeTo} writes everything.
   */
  default long baseCheckpointId() {
    return NO_BASE;
  }

  /**
   * Writes the base, into a file of its own, which later checkpoints take over. Else as {@link
   * #writeTo}.
   */
  default void writeBaseTo(SectionOutput out) throws IOException {}

  /** Called once at most, by any one thread, before {@link #release}. */
  void writeTo(SectionOutput out) throws IOException;

  /**
   * Ends the duty to keep what was captured; must be called, whether it was written or not. May be
   * called by any thread and again.
   */
  void release();

  /** Several as one, written in this order; one of them at most has a base. */
  static StateSnapshot all(List<StateSnapshot> parts) {
    List<StateSnapshot> all = List.copyOf(parts);
    return new StateSnapshot() {
      @Override
      public long baseCheckpointId() {
        long base = NO_BASE;
        for (StateSnapshot part : all) {
          base = Math.max(base, part.baseCheckpointId());
        }
        return base;
      }

      @Override
      public void writeBaseTo(SectionOutput out) throws IOException {
        for (StateSnapshot part : all) {
          part.writeBaseTo(out);
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
