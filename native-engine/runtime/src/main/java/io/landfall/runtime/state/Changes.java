package io.landfall.runtime.state;

/**
 * Numbers the layers of a keyed state, parts of snapshots that later ones build on. What has
 * changed since the topmost is marked with its number, by the {@link Segment}s and the {@link
 * Slice}s. Task thread only.
 */
final class Changes {

  /** That of tables which have no layers; never started. */
  static final Changes UNTRACKED = new Changes();

  /** The number of no layer. */
  static final long NONE = 0;

  private long layer;
  private long newest;

  /** There is a new layer: from now on, what changes is marked with its number, one more. */
  void start() {
    layer = ++newest;
  }

  /** Marks nothing any more. */
  void stop() {
    layer = NONE;
  }

  /** The topmost; {@link #NONE} if nothing is marked. Marks with another number are void. */
  long layer() {
    return layer;
  }
}
