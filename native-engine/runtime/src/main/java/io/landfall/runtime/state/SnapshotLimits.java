package io.landfall.runtime.state;

/**
 * When a keyed state on the heap is worth a base, and when its changes are few.
 *
 * @param smallestBaseEntries a state with fewer is written whole each time
 * @param mostEncodedElements so many changes are serialized at the barrier, at a microsecond or
 *     less each; more are captured by copy-on-write. An element of a list or an entry of a map
 *     counts as one
 * @param mostEncodedBytes if that turns out to be more than so much, copy-on-write is used, too
 */
public record SnapshotLimits(
    int smallestBaseEntries, int mostEncodedElements, int mostEncodedBytes) {

  /** A pause of some milliseconds at most, and no bases that are cheaper than an fsync. */
  public static final SnapshotLimits DEFAULTS = new SnapshotLimits(4_096, 16_384, 4 << 20);
}
