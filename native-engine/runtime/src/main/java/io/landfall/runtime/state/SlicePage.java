package io.landfall.runtime.state;

/**
 * The values that a slice has for {@link KeyPages#SIZE} ordinals. Few are kept in a small hash
 * table, many in an array by ordinal, as the containers of Roaring bitmaps (Chambi and others,
 * 2014). As long as all values are {@code Long}s, the bare numbers are kept. Task thread only, but
 * one that is part of a snapshot is not changed any more and may be read by another thread.
 */
final class SlicePage {

  private static final int MIN_SLOTS = 8;

  /** With three quarters taken, as large as an array of all would be. */
  private static final int MAX_SLOTS = KeyPages.SIZE >>> 2;

  /** Stands for null, which is a value as any other. */
  private static final Object NULL = new Object();

  final long epoch;

  /** For each slot the offset of an ordinal, plus 1; 0 if it is free. Null: it is the slot. */
  private final short[] offsets;

  /** One of these two is null; both are while there has been no value. */
  private Object[] values;

  private long[] numbers;

  /** Bit set: the slot has a number. Null if there are no numbers. */
  private long[] taken;

  /**
   * Bit set: the value was put or copied after this page was, so no snapshot has it. Null: that is
   * so for all, as long as the page itself is not shared.
   */
  private final long[] ownValues;

  private int size;

  /** An empty one for few values. */
  SlicePage(long epoch) {
    this(epoch, new short[MIN_SLOTS], null);
  }

  /** An empty one for many. */
  static SlicePage dense(long epoch) {
    return new SlicePage(epoch, null, null);
  }

  private SlicePage(long epoch, short[] offsets, long[] ownValues) {
    this.epoch = epoch;
    this.offsets = offsets;
    this.ownValues = ownValues;
  }

  /** True if it is an array by ordinal. */
  boolean isDense() {
    return offsets == null;
  }

  private int slots() {
    return offsets == null ? KeyPages.SIZE : offsets.length;
  }

  private static int words(int slots) {
    return (slots + 63) >>> 6;
  }

  /** One that may be changed, with the same values by reference, none of them its own. */
  SlicePage copy(long newEpoch) {
    SlicePage copy =
        new SlicePage(newEpoch, offsets == null ? null : offsets.clone(), new long[words(slots())]);
    copy.values = values == null ? null : values.clone();
    copy.numbers = numbers == null ? null : numbers.clone();
    copy.taken = taken == null ? null : taken.clone();
    copy.size = size;
    return copy;
  }

  /** The slot of an offset, or the complement of the one where it belongs. */
  int find(int offset) {
    if (offsets == null) {
      return isTaken(offset) ? offset : ~offset;
    }
    int mask = offsets.length - 1;
    int slot = home(offset, mask);
    while (offsets[slot] != 0) {
      if (offsets[slot] == offset + 1) {
        return slot;
      }
      slot = slot + 1 & mask;
    }
    return ~slot;
  }

  /**
   * Loads what is there for an offset, if it is a number; where an object is goes into {@code
   * next}.
   *
   * @return of no meaning
   */
  int fetch(int offset, UpcomingPlaces next) {
    // Whether a dense page has it is not asked: its place is to be fetched anyway.
    int slot = offsets == null ? offset : find(offset);
    if (slot < 0) {
      return slot;
    }
    if (numbers != null) {
      return (int) numbers[slot];
    }
    next.add(values, slot);
    return 0;
  }

  /** Neighbours are spread, since keys that come together have ordinals that follow each other. */
  private static int home(int offset, int mask) {
    return (offset * 0x9e37 >>> 5) & mask;
  }

  private boolean isTaken(int slot) {
    return numbers == null
        ? values != null && values[slot] != null
        : (taken[slot >>> 6] >>> slot & 1) != 0;
  }

  /** The first slot from {@code slot} on that has a value; -1 if there is none. */
  int next(int slot) {
    int slots = slots();
    for (int at = slot; at < slots; at++) {
      if (isTaken(at)) {
        return at;
      }
    }
    return -1;
  }

  /** Of the ordinal whose value is at {@code slot}. */
  int offset(int slot) {
    return offsets == null ? slot : offsets[slot] - 1;
  }

  Object value(int slot) {
    if (numbers != null) {
      return numbers[slot];
    }
    Object value = values[slot];
    return value == NULL ? null : value;
  }

  /** True if there is no value that anyone could change in place. */
  boolean holdsNumbers() {
    return numbers != null;
  }

  boolean ownsValue(int slot) {
    return ownValues == null || (ownValues[slot >>> 6] >>> slot & 1) != 0;
  }

  int size() {
    return size;
  }

  /** True if another value takes a {@link #grown} page. */
  boolean isFull() {
    return offsets != null && size >= offsets.length - (offsets.length >>> 2);
  }

  /**
   * @param slot the complement of what {@link #find} gave
   */
  void insert(int slot, int offset, Object value) {
    if (offsets != null) {
      offsets[slot] = (short) (offset + 1);
    }
    size++;
    set(slot, value);
  }

  /** Puts a value that no snapshot refers to. */
  void set(int slot, Object value) {
    if (value instanceof Long number && values == null) {
      if (numbers == null) {
        numbers = new long[slots()];
        taken = new long[words(slots())];
      }
      numbers[slot] = number;
      taken[slot >>> 6] |= 1L << slot;
      return;
    }
    setObject(slot, value == null ? NULL : value);
  }

  private void setObject(int slot, Object value) {
    if (values == null) {
      values = new Object[slots()];
      for (int at = 0; numbers != null && at < values.length; at++) {
        if (isTaken(at)) {
          values[at] = numbers[at];
        }
      }
      numbers = null;
      taken = null;
    }
    // A value that was changed in place is mostly there already, and a store has its price.
    if (values[slot] != value) {
      values[slot] = value;
    }
    markOwn(slot, true);
  }

  private void markOwn(int slot, boolean own) {
    if (ownValues != null) {
      if (own) {
        ownValues[slot >>> 6] |= 1L << slot;
      } else {
        ownValues[slot >>> 6] &= ~(1L << slot);
      }
    }
  }

  /** Frees {@code slot}; a value behind it may move into it. */
  void remove(int slot) {
    int hole = slot;
    if (offsets != null) {
      int mask = offsets.length - 1;
      for (int next = hole + 1 & mask; offsets[next] != 0; next = next + 1 & mask) {
        int home = home(offset(next), mask);
        // A value may fill the hole only if the hole is not before its home, going round.
        if ((next - home & mask) >= (next - hole & mask)) {
          move(next, hole);
          hole = next;
        }
      }
      offsets[hole] = 0;
    }
    if (numbers != null) {
      taken[hole >>> 6] &= ~(1L << hole);
    } else {
      values[hole] = null;
    }
    markOwn(hole, false);
    size--;
  }

  private void move(int from, int to) {
    offsets[to] = offsets[from];
    if (numbers != null) {
      numbers[to] = numbers[from];
      taken[to >>> 6] |= 1L << to;
    } else {
      values[to] = values[from];
    }
    markOwn(to, ownsValue(from));
  }

  /** The same values with more room; only of a page that may be changed, and is given up then. */
  SlicePage grown() {
    boolean isSparse = offsets.length < MAX_SLOTS;
    int slots = isSparse ? 2 * offsets.length : KeyPages.SIZE;
    SlicePage grown =
        new SlicePage(
            epoch,
            isSparse ? new short[slots] : null,
            ownValues == null ? null : new long[words(slots)]);
    if (values != null) {
      grown.values = new Object[slots];
    }
    for (int slot = next(0); slot >= 0; slot = next(slot + 1)) {
      int to = ~grown.find(offset(slot));
      grown.insert(to, offset(slot), value(slot));
      grown.markOwn(to, ownsValue(slot));
    }
    return grown;
  }

  /** Tells of all ordinals that they are used; {@code base} is added to each offset. */
  void useAll(SliceKeys keys, int base) {
    for (int slot = next(0); slot >= 0; slot = next(slot + 1)) {
      keys.use(base + offset(slot));
    }
  }

  /** As {@link #useAll}, that they are not any more. */
  void releaseAll(SliceKeys keys, int base) {
    for (int slot = next(0); slot >= 0; slot = next(slot + 1)) {
      keys.release(base + offset(slot));
    }
  }
}
