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
    changed = Bits.below(slots);
    added = Bits.below(slots);
  }

  private ChangeMarks(ChangeMarks original) {
    changed = original.changed.clone();
    added = original.added.clone();
    used = original.used;
  }

  ChangeMarks copy() {
    return new ChangeMarks(this);
  }

  boolean isAdded(int slot) {
    return Bits.has(added, slot);
  }

  /** Marks a slot as changed; once it is added, it stays that. */
  void set(int slot, boolean isAdded) {
    Bits.add(changed, slot);
    used |= 1L << (slot >>> 6);
    if (isAdded) {
      Bits.add(added, slot);
    }
  }

  void clear(int slot) {
    Bits.remove(changed, slot);
    Bits.remove(added, slot);
  }

  /** Gives {@code to} the marks of {@code from}. */
  void move(int from, int to) {
    clear(to);
    if (Bits.has(changed, from)) {
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
