package io.landfall.runtime.state;

/**
 * When a keyed state on the heap is worth layers, and when its changes are few.
 *
 * @param smallestBaseEntries a state with fewer is written whole each time
 * @param mostEncodedElements so many changes are serialized at the barrier, at a microsecond or
 *     less each; more are captured by copy-on-write. An element of a list or an entry of a map
 *     counts as one
 * @param mostEncodedBytes if that turns out to be more than so much, copy-on-write is used, too
 * @param mostCopiedSlots a state is held in memory from one checkpoint to the next, for a restart,
 *     unless that makes more slots of its tables be copied
 */
public record SnapshotLimits(
    int smallestBaseEntries, int mostEncodedElements, int mostEncodedBytes, int mostCopiedSlots) {

  /**
   * A pause of some milliseconds at most, no layers that are cheaper than an fsync, and 30 MB or 10
   * ms for copies.
   */
  public static final SnapshotLimits DEFAULTS = new SnapshotLimits(4_096, 16_384, 4 << 20, 1 << 21);
}
