package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** The tables of a {@link HeapKeyedState} at a barrier, or what has changed in them. */
final class HeapSnapshot implements StateSnapshot {

  private final HeapKeyedState owner;
  private final List<Piece> pieces;
  private final long changesSince;
  private final GenericSerializers serializers;
  private final long takenAtMs;
  private final Runnable onRelease;

  /**
   * @param changesSince the number of the base; {@link Changes#NONE} for everything
   */
  HeapSnapshot(
      HeapKeyedState owner,
      List<Piece> pieces,
      long changesSince,
      GenericSerializers serializers,
      long takenAtMs,
      Runnable onRelease) {
    this.owner = owner;
    this.pieces = pieces;
    this.changesSince = changesSince;
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
        if (changesSince == Changes.NONE) {
          DataOutputStream stream = out.begin(owner.entriesOf(state, piece.groupIndex));
          new SnapshotWriter(stream, state, piece.groupIndex, generic, values, parts, takenAtMs)
              .writeTable(piece.table);
          stream.flush();
        } else if (piece.removed != null || piece.table.hasChangedSince(changesSince)) {
          DataOutputStream stream = out.begin(owner.changesOf(state, piece.groupIndex));
          new SnapshotWriter(stream, state, piece.groupIndex, generic, values, parts, takenAtMs)
              .writeChanges(piece.table, piece.removed, changesSince);
          stream.flush();
        }
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
   * @param removed keys that only the base has; null if there are none, or if there is no base
   */
  record Piece(HeapState state, int groupIndex, CowTable table, CowTable removed) {}
}
