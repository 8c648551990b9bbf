package io.landfall.runtime.state;

/**
 * How much of a keyed state has changed since its last base, a snapshot with every entry. Which
 * entries these are is marked in the {@link Segment}s. Task thread only.
 */
final class Changes {

  /** That of tables which no base is kept for; never started. */
  static final Changes UNTRACKED = new Changes();

  /** The number of no base. */
  static final long NONE = 0;

  private long base;
  private long newestBase;
  private long changedCount;
  private long removedCount;

  /** A base is being taken: from now on, what changes is marked with its number. */
  void start() {
    base = ++newestBase;
    changedCount = 0;
    removedCount = 0;
  }

  /** Marks nothing any more. */
  void stop() {
    base = NONE;
  }

  /** {@link #NONE} if nothing is marked. Marks with another number are void. */
  long base() {
    return base;
  }

  /** Keys that the base lacks or has another value for, and keys that only the base has. */
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
