package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** The tables of a {@link HeapKeyedState} at a barrier. */
final class HeapSnapshot implements StateSnapshot {

  private final int firstKeyGroup;
  private final List<Piece> pieces;
  private final GenericSerializers serializers;
  private final long takenAtMs;
  private final Runnable onRelease;

  HeapSnapshot(
      int firstKeyGroup,
      List<Piece> pieces,
      GenericSerializers serializers,
      long takenAtMs,
      Runnable onRelease) {
    this.firstKeyGroup = firstKeyGroup;
    this.pieces = pieces;
    this.serializers = serializers;
    this.takenAtMs = takenAtMs;
    this.onRelease = onRelease;
  }

  @Override
  public void writeTo(SectionOutput out) throws IOException {
    Serializer<Object> generic = serializers.borrow();
    try {
      HeapState state = null;
      Serializer<Object> values = generic;
      Serializer<Object> parts = generic;
      for (Piece piece : pieces) {
        if (piece.state != state) {
          state = piece.state;
          values = serializerOf(state.prototype, generic);
          parts =
              state instanceof HeapMapState<?, ?> map
                  ? serializerOf(map.partPrototype, generic)
                  : generic;
        }
        int keyGroup = firstKeyGroup + piece.groupIndex;
        DataOutputStream stream =
            out.begin(new Section(SectionKind.KEYED_STATE, state.name, keyGroup));
        new SnapshotWriter(stream, state, piece.groupIndex, generic, values, parts, takenAtMs)
            .writeTable(piece.table);
        stream.flush();
      }
    } finally {
      serializers.recycle(generic);
    }
  }

  private static Serializer<Object> serializerOf(
      Serializer<Object> prototype, Serializer<Object> generic) {
    return prototype == null ? generic : prototype.duplicate();
  }

  @Override
  public void release() {
    onRelease.run();
  }

  /**
   * One state's entries of one key group.
   *
   * @param groupIndex from the start of the range
   */
  record Piece(HeapState state, int groupIndex, CowTable table) {}
}
