package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.runtime.serialization.GenericSerializers;
import io.landfall.runtime.serialization.SectionSerializer;
import java.io.IOException;
import java.util.List;

/** The tables of a {@link HeapKeyedState} at a barrier, or what has changed in them. */
final class HeapSnapshot implements StateSnapshot {

  private final List<Piece> pieces;
  private final long changesSince;
  private final GenericSerializers serializers;
  private final long takenAtMs;
  private final Runnable onRelease;

  /**
   * @param changesSince the number of a layer; {@link Changes#NONE} for everything
   */
  HeapSnapshot(
      List<Piece> pieces,
      long changesSince,
      GenericSerializers serializers,
      long takenAtMs,
      Runnable onRelease) {
    this.pieces = pieces;
    this.changesSince = changesSince;
    this.serializers = serializers;
    this.takenAtMs = takenAtMs;
    this.onRelease = onRelease;
  }

  @Override
  public void writeTo(SectionOutput out) throws IOException {
    SectionSerializer generic = serializers.borrow();
    try {
      for (Piece piece : pieces) {
        HeapState state = piece.state;
        Serializer<Object> parts =
            state instanceof HeapMapState<?, ?> map
                ? serializerOf(map.partPrototype, generic)
                : generic;
        var writer =
            new SnapshotWriter(
                state, generic, serializerOf(state.prototype, generic), parts, takenAtMs, out);
        if (changesSince == Changes.NONE) {
          piece.image.writeEntries(writer);
        } else {
          piece.image.writeChanges(writer);
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

  /** What one state was. */
  record Piece(HeapState state, HeapImage image) {}
}
