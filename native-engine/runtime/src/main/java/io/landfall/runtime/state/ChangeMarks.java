package io.landfall.runtime.state;

/** For each slot of a {@link Segment} whether its entry has changed since a layer. */
final class ChangeMarks {

  private final long[] changed;

  /** Bit set: the layers do not have the key, or is known not to have it any more. */
  private final long[] added;

  /**
   * Bit not set: there is nothing in any word of {@link #changed} with this number, modulo 64. Few
   * marks are found without a look at all words.
   */
  private long used;

  ChangeMarks(int slots) {
    changed = new long[(slots + 63) >>> 6];
    added = new long[changed.length];
  }

  private ChangeMarks(ChangeMarks original) {
    changed = original.changed.clone();
    added = original.added.clone();
    used = original.used;
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
    used |= 1L << (slot >>> 6);
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
    int first = slot >>> 6;
    for (int word = nextUsed(first); word < changed.length; word = nextUsed(word + 1)) {
      long bits = changed[word] & (word == first ? -1L << slot : -1L);
      if (bits != 0) {
        return (word << 6) + Long.numberOfTrailingZeros(bits);
      }
    }
    return -1;
  }

  private int nextUsed(int word) {
    return used == 0
        ? changed.length
        : word + Long.numberOfTrailingZeros(Long.rotateRight(used, word));
  }
}
