package io.landfall.runtime.state;

import java.io.DataInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads sections of a keyed state, which all begin alike. Task thread only. */
final class StoredEntries {

  private StoredEntries() {}

  /**
   * Hands each section to {@code reader}.
   *
   * @throws UncheckedIOException if one cannot be read
   * @throws IllegalStateException if they were stored by a state of another form
   */
  static void read(HeapState state, List<UnclaimedSections.Piece> pieces, Reader reader) {
    for (UnclaimedSections.Piece piece : pieces) {
      try (var in = piece.open()) {
        state.owner.requireForm(state, HeapState.Form.read(in));
        int group = piece.section().keyGroup() - state.owner.range().first();
        boolean stamped = in.readBoolean();
        boolean areChanges = piece.section().kind() == SectionKind.KEYED_STATE_CHANGES;
        state.keySerializer().beginSection();
        reader.read(group, stamped, areChanges, in);
      } catch (IOException failure) {
        throw new UncheckedIOException(
            state.owner.describe(state) + ": cannot be restored", failure);
      } finally {
        state.keySerializer().endSection();
      }
    }
  }

  /** Reads the rest of a section. */
  @FunctionalInterface
  interface Reader {

    /**
     * @param group from the start of the range
     * @param stamped whether there is a time with each entry
     * @param areChanges whether it has changes and not all
     */
    void read(int group, boolean stamped, boolean areChanges, DataInput in) throws IOException;
  }
}
