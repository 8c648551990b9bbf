package io.landfall.runtime.state;

/** For each slot of a {@link Segment} whether its entry has changed since a layer. */
final class ChangeMarks {

  /** The number of that layer. */
  final long layer;

  private final long[] changed;

  /** Bit set: the layers do not have the key, or is known not to have it any more. */
  private final long[] added;

  ChangeMarks(long layer, int slots) {
    this.layer = layer;
    changed = new long[(slots + 63) >>> 6];
    added = new long[changed.length];
  }

  private ChangeMarks(ChangeMarks original) {
    layer = original.layer;
    changed = original.changed.clone();
    added = original.added.clone();
  }

  ChangeMarks copy() {
    return new ChangeMarks(this);
  }

  boolean isChanged(int slot) {
    return (changed[slot >>> 6] >>> slot & 1) != 0;
  }

  /** Loads the mark at a slot, to be read soon; the result has no meaning. */
  int fetch(int slot) {
    return (int) changed[slot >>> 6];
  }

  boolean isAdded(int slot) {
    return (added[slot >>> 6] >>> slot & 1) != 0;
  }

  void setChanged(int slot) {
    changed[slot >>> 6] |= 1L << slot;
  }

  void setAdded(int slot) {
    setChanged(slot);
    added[slot >>> 6] |= 1L << slot;
  }

  void clear(int slot) {
    changed[slot >>> 6] &= ~(1L << slot);
    added[slot >>> 6] &= ~(1L << slot);
  }

  /** Gives {@code slot} the marks that {@code from} has for another. */
  void set(int slot, ChangeMarks from, int fromSlot) {
    clear(slot);
    if (from.isAdded(fromSlot)) {
      setAdded(slot);
    } else if (from.isChanged(fromSlot)) {
      setChanged(slot);
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
