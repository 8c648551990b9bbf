package io.landfall.runtime.state;

/**
 * How much of a keyed state has changed since its topmost layer, a part of a snapshot that later
 * ones build on. Which entries these are is marked in the {@link Segment}s. Task thread only.
 */
final class Changes {

  /** That of tables which have no layers; never started. */
  static final Changes UNTRACKED = new Changes();

  /** The number of no layer. */
  static final long NONE = 0;

  private long layer;
  private long newest;
  private long changedCount;
  private long removedCount;

  /** There is a new layer: from now on, what changes is marked with its number, one more. */
  void start() {
    layer = ++newest;
    changedCount = 0;
    removedCount = 0;
  }

  /** Marks nothing any more. */
  void stop() {
    layer = NONE;
  }

  /** The topmost; {@link #NONE} if nothing is marked. Marks with another number are void. */
  long layer() {
    return layer;
  }

  /** Keys that the layers lack or have another value for, and keys that only they have. */
  long count() {
    return changedCount + removedCount;
  }

  void onChanged(int difference) {
    changedCount += difference;
  }

  void onRemoved() {
    removedCount++;
  }
}
