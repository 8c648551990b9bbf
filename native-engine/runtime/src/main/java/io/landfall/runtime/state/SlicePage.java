package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * The values that a slice has for {@link KeyPages#SIZE} ordinals. Few are kept in a small hash
 * table, many in an array by ordinal, as the containers of Roaring bitmaps (Chambi and others,
 * 2014). As long as all values are of one class that is flat, their bare numbers are kept, see
 * {@link FlatLayout}. Task thread only, but one that is part of a snapshot is not changed any more
 * and may be read by another thread.
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

  /** For each slot as many as a value takes. */
  private long[] words;

  /** Of the words; null if there are none. */
  private FlatLayout layout;

  /** Bit set: the slot has words. Null if there are none. */
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

  /** One that may be changed, with the same values by reference, none of them its own. */
  SlicePage copy(long newEpoch) {
    SlicePage copy =
        new SlicePage(newEpoch, offsets == null ? null : offsets.clone(), Bits.below(slots()));
    copy.values = values == null ? null : values.clone();
    copy.words = words == null ? null : words.clone();
    copy.layout = layout;
    copy.taken = taken == null ? null : taken.clone();
    copy.size = size;
    return copy;
  }

  /** The slot of an offset, or the complement of the one where it belongs. */
  int find(int offset) {
    if (offsets == null) {
      // Where there is no value, words are 0, and most values have others: one look less.
      boolean isThere = layout != null && words[offset * layout.words] != 0 || isTaken(offset);
      return isThere ? offset : ~offset;
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

  /** Notes where the value of an offset is, or would be. */
  void announce(int offset, UpcomingPlaces next) {
    // Whether a dense page has it is not asked: its place is to be fetched anyway.
    int slot = offsets == null ? offset : find(offset);
    if (slot < 0) {
      return;
    }
    if (layout != null) {
      next.add(words, slot * layout.words);
    } else {
      next.add(values, slot);
    }
  }

  /** Neighbours are spread, since keys that come together have ordinals that follow each other. */
  private static int home(int offset, int mask) {
    return (offset * 0x9e37 >>> 5) & mask;
  }

  private boolean isTaken(int slot) {
    return layout == null ? values != null && values[slot] != null : Bits.has(taken, slot);
  }

  /** The first slot from {@code slot} on that has a value; -1 if there is none. */
  int next(int slot) {
    if (layout != null) {
      return Bits.next(taken, slot);
    }
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
    if (layout != null) {
      return layout.load(words, slot * layout.words);
    }
    Object value = values[slot];
    return value == NULL ? null : value;
  }

  /** True if {@link #value} gives another object each time, which nobody else has. */
  boolean givesCopies() {
    return layout != null;
  }

  boolean ownsValue(int slot) {
    return ownValues == null || Bits.has(ownValues, slot);
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
    if (layout != null) {
      Bits.add(taken, slot);
    }
  }

  /** Puts a value that no snapshot refers to where there is one. */
  void set(int slot, Object value) {
    if (layout == null && values == null && value != null) {
      FlatLayout flat = FlatLayout.of(value);
      if (flat != null) {
        beWords(flat);
      }
    }
    if (layout != null && layout.fits(value)) {
      layout.store(value, words, slot * layout.words);
    } else {
      setObject(slot, value == null ? NULL : value);
    }
  }

  private void beWords(FlatLayout flat) {
    layout = flat;
    words = new long[slots() * flat.words];
    taken = Bits.below(slots());
  }

  private void setObject(int slot, Object value) {
    if (values == null) {
      values = new Object[slots()];
      for (int at = 0; layout != null && at < values.length; at++) {
        if (isTaken(at)) {
          values[at] = value(at);
        }
      }
      layout = null;
      words = null;
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
      Bits.put(ownValues, slot, own);
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
    if (layout != null) {
      Bits.remove(taken, hole);
      Arrays.fill(words, hole * layout.words, (hole + 1) * layout.words, 0);
    } else {
      values[hole] = null;
    }
    markOwn(hole, false);
    size--;
  }

  private void move(int from, int to) {
    offsets[to] = offsets[from];
    if (layout != null) {
      copyWords(this, from, to);
    } else {
      values[to] = values[from];
    }
    markOwn(to, ownsValue(from));
  }

  private void copyWords(SlicePage of, int from, int to) {
    System.arraycopy(of.words, from * layout.words, words, to * layout.words, layout.words);
    Bits.add(taken, to);
  }

  /** The same values with more room; only of a page that may be changed, and is given up then. */
  SlicePage grown() {
    boolean isSparse = offsets.length < MAX_SLOTS;
    int slots = isSparse ? 2 * offsets.length : KeyPages.SIZE;
    SlicePage grown =
        new SlicePage(
            epoch,
            isSparse ? new short[slots] : null,
            ownValues == null ? null : Bits.below(slots));
    if (layout != null) {
      grown.beWords(layout);
    } else if (values != null) {
      grown.values = new Object[slots];
    }
    for (int slot = next(0); slot >= 0; slot = next(slot + 1)) {
      grown.adopt(this, slot);
    }
    return grown;
  }

  private void adopt(SlicePage from, int slot) {
    int to = ~find(from.offset(slot));
    if (offsets != null) {
      offsets[to] = from.offsets[slot];
    }
    if (layout != null) {
      copyWords(from, slot, to);
    } else {
      values[to] = from.values[slot];
    }
    size++;
    markOwn(to, from.ownsValue(slot));
  }

  /**
   * Sets the bits of all ordinals that have a value.
   *
   * @param base what an offset of 0 stands for
   */
  void mark(long[] ordinals, int base) {
    if (offsets == null && layout != null) {
      for (int i = 0; i < taken.length; i++) {
        ordinals[(base >>> 6) + i] |= taken[i];
      }
      return;
    }
    for (int slot = next(0); slot >= 0; slot = next(slot + 1)) {
      Bits.add(ordinals, base + offset(slot));
    }
  }
}
