package io.landfall.runtime.state;

/** For each slot of a {@link Segment} whether its entry has changed since a layer. */
final class ChangeMarks {

  private final long[] changed;

  /** Bit set: the layers do not have the key, or is known not to have it any more. */
  private final long[] added;

  ChangeMarks(int slots) {
    changed = new long[(slots + 63) >>> 6];
    added = new long[changed.length];
  }

  private ChangeMarks(ChangeMarks original) {
    changed = original.changed.clone();
    added = original.added.clone();
  }

  ChangeMarks copy() {
    return new ChangeMarks(this);
  }

  private boolean isChanged(int slot) {
    return (changed[slot >>> 6] >>> slot & 1) != 0;
  }

  boolean isAdded(int slot) {
    return (added[slot >>> 6] >>> slot & 1) != 0;
  }

  /** Marks a slot as changed; once it is added, it stays that. */
  void set(int slot, boolean isAdded) {
    changed[slot >>> 6] |= 1L << slot;
    if (isAdded) {
      added[slot >>> 6] |= 1L << slot;
    }
  }

  void clear(int slot) {
    changed[slot >>> 6] &= ~(1L << slot);
    added[slot >>> 6] &= ~(1L << slot);
  }

  /** Gives {@code to} the marks of {@code from}. */
  void move(int from, int to) {
    clear(to);
    if (isChanged(from)) {
      set(to, isAdded(from));
    }
  }

  /** The first changed slot from {@code slot} on; -1 if there is none. */
  int nextChanged(int slot) {
    int word = slot >>> 6;
    if (word >= changed.length) {
      return -1;
    }
    long bits = changed[word] & -1L << slot;
    while (bits == 0) {
      if (++word == changed.length) {
        return -1;
      }
      bits = changed[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }
}
