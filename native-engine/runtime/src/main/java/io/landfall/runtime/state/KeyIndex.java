package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * Finds the ordinal of a key. Extendible hashing, as in {@link CowTable}, so that growth never
 * takes long; but no part of snapshots, so nothing is ever copied because of one. Task thread only.
 */
final class KeyIndex {

  static final int NONE = -1;

  private static final int MIN_SLOTS = 8;
  private static final int MAX_SLOTS = Segment.MAX_SLOTS;

  /** As that of {@link CowTable}. */
  private static final int MAX_DEPTH = 20;

  /** Marks the ordinal of a key that is a {@code Long}. */
  private static final int NUMBER = Integer.MIN_VALUE;

  /**
   * All that a look-up needs is in one place, which {@link #findAll} fetches for many keys at the
   * same time: a word with hash and ordinal, and behind it, once there is one, the bare key.
   */
  private static final class Part {
    final int depth;

    /** So many words each, as a power of two: 1 once there is a key that is a number. */
    int wordBits;

    /** 0 where the slot is free; the hash is never 0. */
    long[] entries;

    private int size;

    Part(int depth, int slots, int wordBits) {
      this.depth = depth;
      this.wordBits = wordBits;
      entries = new long[slots << wordBits];
    }

    int slots() {
      return entries.length >>> wordBits;
    }

    int home(int hash) {
      // The lowest bit is always set.
      return hash >>> 1 & slots() - 1;
    }

    long entry(int slot) {
      return entries[slot << wordBits];
    }

    int hash(int slot) {
      return (int) (entry(slot) >>> Integer.SIZE);
    }

    int ordinal(int slot) {
      return (int) entry(slot) & ~NUMBER;
    }

    boolean hasNumber(int slot) {
      return (int) entry(slot) < 0;
    }

    /** Only where there is one. */
    long number(int slot) {
      return entries[(slot << wordBits) + 1];
    }

    /** The first slot from where the hash belongs that has it, or is free. */
    int seek(int hash) {
      int mask = slots() - 1;
      int slot = home(hash);
      while (entry(slot) != 0 && hash(slot) != hash) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    boolean isFull() {
      return size >= slots() - (slots() >>> 2);
    }

    void put(int hash, int ordinal) {
      entries[free(hash) << wordBits] = (long) hash << Integer.SIZE | ordinal;
      size++;
    }

    void putNumber(int hash, int ordinal, long number) {
      if (wordBits == 0) {
        widen();
      }
      int at = free(hash) << wordBits;
      entries[at] = (long) hash << Integer.SIZE | (ordinal | NUMBER) & 0xffff_ffffL;
      entries[at + 1] = number;
      size++;
    }

    private int free(int hash) {
      int mask = slots() - 1;
      int slot = home(hash);
      while (entry(slot) != 0) {
        slot = slot + 1 & mask;
      }
      return slot;
    }

    private void widen() {
      long[] wide = new long[2 * entries.length];
      for (int slot = 0; slot < entries.length; slot++) {
        wide[2 * slot] = entries[slot];
      }
      entries = wide;
      wordBits = 1;
    }

    /** Puts what another one has at a slot. */
    void put(Part from, int slot) {
      if (from.hasNumber(slot)) {
        putNumber(from.hash(slot), from.ordinal(slot), from.number(slot));
      } else {
        put(from.hash(slot), from.ordinal(slot));
      }
    }

    /** Frees a slot; what is behind it may move into it. */
    void remove(int slot) {
      int mask = slots() - 1;
      int hole = slot;
      for (int next = hole + 1 & mask; entry(next) != 0; next = next + 1 & mask) {
        // An entry may fill the hole only if the hole is not before its home, going round.
        if ((next - home(hash(next)) & mask) >= (next - hole & mask)) {
          System.arraycopy(entries, next << wordBits, entries, hole << wordBits, 1 << wordBits);
          hole = next;
        }
      }
      entries[hole << wordBits] = 0;
      size--;
    }
  }

  private final KeyPages keys;
  private Part[] directory = {new Part(0, MIN_SLOTS, 0)};
  private int directoryDepth;

  /**
   * @param keys that the ordinals stand for
   */
  KeyIndex(KeyPages keys) {
    this.keys = keys;
  }

  private int indexOf(int hash) {
    // A shift by 32 would be one by 0.
    return directoryDepth == 0 ? 0 : hash >>> (Integer.SIZE - directoryDepth);
  }

  /**
   * The ordinal of a key; {@link #NONE} if it has none.
   *
   * @param hash not 0
   */
  int find(Object key, int hash) {
    Part part = directory[indexOf(hash)];
    int mask = part.slots() - 1;
    for (int slot = part.seek(hash); part.entry(slot) != 0; slot = slot + 1 & mask) {
      if (part.hash(slot) == hash && isKey(part, slot, key)) {
        return part.ordinal(slot);
      }
    }
    return NONE;
  }

  /** As {@link #find} for all keys that come next, step by step, so that no step waits for one. */
  void findAll(AnnouncedKeys next, int[] ordinals) {
    int count = next.count();
    int[] slots = next.slots();
    int sum = 0;
    for (int i = 0; i < count; i++) {
      Part part = directory[indexOf(next.hash(i))];
      sum += (int) part.entry(part.home(next.hash(i)));
    }
    next.loaded(sum);
    for (int i = 0; i < count; i++) {
      slots[i] = directory[indexOf(next.hash(i))].seek(next.hash(i));
    }
    for (int i = 0; i < count; i++) {
      Part part = directory[indexOf(next.hash(i))];
      // One of two keys with the same hash is found one by one, later.
      boolean isFound = part.entry(slots[i]) != 0 && isKey(part, slots[i], next.key(i));
      ordinals[i] = isFound ? part.ordinal(slots[i]) : NONE;
    }
  }

  private boolean isKey(Part part, int slot, Object key) {
    if (key instanceof Long number) {
      return part.hasNumber(slot) && part.number(slot) == number;
    }
    return !part.hasNumber(slot) && key.equals(keys.key(part.ordinal(slot)));
  }

  /** Adds a key that is not there; {@link KeyPages} has it already. */
  void add(Object key, int hash, int ordinal) {
    Part part = directory[indexOf(hash)];
    while (part.isFull()) {
      makeRoom(part, hash);
      part = directory[indexOf(hash)];
    }
    if (key instanceof Long number) {
      part.putNumber(hash, ordinal, number);
    } else {
      part.put(hash, ordinal);
    }
  }

  void remove(int hash, int ordinal) {
    Part part = directory[indexOf(hash)];
    int mask = part.slots() - 1;
    int slot = part.home(hash);
    while (part.hash(slot) != hash || part.ordinal(slot) != ordinal) {
      slot = slot + 1 & mask;
    }
    part.remove(slot);
  }

  private void makeRoom(Part full, int hash) {
    int slots = full.slots();
    boolean grows = slots < MAX_SLOTS || full.depth >= MAX_DEPTH;
    int depth = grows ? full.depth : full.depth + 1;
    Part zero = new Part(depth, grows ? 2 * slots : slots, full.wordBits);
    Part one = grows ? zero : new Part(depth, slots, full.wordBits);
    for (int slot = 0; slot < slots; slot++) {
      if (full.entry(slot) != 0) {
        // With no bits, both are one.
        boolean bit = depth > 0 && (full.hash(slot) >>> (Integer.SIZE - depth) & 1) != 0;
        (bit ? one : zero).put(full, slot);
      }
    }
    if (depth > directoryDepth) {
      doubleDirectory();
    }
    replace(full.depth, hash, zero, one);
  }

  /** Puts two, or one twice, in the place of the one of the hash. */
  private void replace(int oldDepth, int hash, Part zero, Part one) {
    int width = 1 << (directoryDepth - oldDepth);
    int first = oldDepth == 0 ? 0 : (hash >>> (Integer.SIZE - oldDepth)) * width;
    int half = zero == one ? width : width / 2;
    Arrays.fill(directory, first, first + half, zero);
    Arrays.fill(directory, first + half, first + width, one);
  }

  private void doubleDirectory() {
    Part[] doubled = new Part[2 << directoryDepth];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = directory[i >>> 1];
    }
    directory = doubled;
    directoryDepth++;
  }
}
