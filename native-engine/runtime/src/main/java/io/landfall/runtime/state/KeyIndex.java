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
   * Hashes are apart from the rest, and probing looks at nothing else: they are few enough to stay
   * in a near cache, so that a branch that was predicted wrong is found out soon.
   */
  private static final class Part {
    final int depth;

    /** 0 where the slot is free. */
    int[] hashes;

    int[] ordinals;

    /** The bare keys that are numbers; null if there has been none. */
    long[] numbers;

    int size;

    Part(int depth, int slots) {
      this.depth = depth;
      hashes = new int[slots];
      ordinals = new int[slots];
    }

    int home(int hash) {
      // The lowest bit is always set.
      return hash >>> 1 & hashes.length - 1;
    }

    boolean isFull() {
      return size >= hashes.length - (hashes.length >>> 2);
    }

    void put(int hash, int ordinal, long number) {
      int mask = hashes.length - 1;
      int slot = home(hash);
      while (hashes[slot] != 0) {
        slot = slot + 1 & mask;
      }
      hashes[slot] = hash;
      ordinals[slot] = ordinal;
      if (ordinal < 0) {
        if (numbers == null) {
          numbers = new long[hashes.length];
        }
        numbers[slot] = number;
      }
      size++;
    }

    /** Puts what {@code from} has at a slot. */
    void put(Part from, int slot) {
      put(from.hashes[slot], from.ordinals[slot], from.numbers == null ? 0 : from.numbers[slot]);
    }

    void move(int from, int to) {
      hashes[to] = hashes[from];
      ordinals[to] = ordinals[from];
      if (numbers != null) {
        numbers[to] = numbers[from];
      }
    }
  }

  private final KeyPages keys;
  private Part[] directory = {new Part(0, MIN_SLOTS)};
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
    int[] hashes = part.hashes;
    int mask = hashes.length - 1;
    int slot = part.home(hash);
    for (int found; (found = hashes[slot]) != 0; slot = slot + 1 & mask) {
      if (found == hash && isKey(part, slot, key)) {
        return part.ordinals[slot] & ~NUMBER;
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
      sum += part.hashes[part.home(next.hash(i))];
    }
    next.loaded(sum);
    for (int i = 0; i < count; i++) {
      slots[i] = Segment.findHash(directory[indexOf(next.hash(i))].hashes, next.hash(i));
    }
    for (int i = 0; i < count; i++) {
      Part part = directory[indexOf(next.hash(i))];
      int slot = slots[i];
      // One of two keys with the same hash is found one by one, later.
      ordinals[i] =
          slot >= 0 && isKey(part, slot, next.key(i)) ? part.ordinals[slot] & ~NUMBER : NONE;
    }
  }

  private boolean isKey(Part part, int slot, Object key) {
    int ordinal = part.ordinals[slot];
    if (key instanceof Long number) {
      return ordinal < 0 && part.numbers[slot] == number;
    }
    return ordinal >= 0 && keys.key(ordinal).equals(key);
  }

  /** Adds a key that is not there; {@link KeyPages} has it already. */
  void add(Object key, int hash, int ordinal) {
    Part part = directory[indexOf(hash)];
    while (part.isFull()) {
      makeRoom(part, hash);
      part = directory[indexOf(hash)];
    }
    if (key instanceof Long number) {
      part.put(hash, ordinal | NUMBER, number);
    } else {
      part.put(hash, ordinal, 0);
    }
  }

  void remove(int hash, int ordinal) {
    Part part = directory[indexOf(hash)];
    int[] hashes = part.hashes;
    int mask = hashes.length - 1;
    int hole = part.home(hash);
    while (hashes[hole] != hash || (part.ordinals[hole] & ~NUMBER) != ordinal) {
      hole = hole + 1 & mask;
    }
    for (int next = hole + 1 & mask; hashes[next] != 0; next = next + 1 & mask) {
      // An entry may fill the hole only if the hole is not before its home, going round.
      if ((next - part.home(hashes[next]) & mask) >= (next - hole & mask)) {
        part.move(next, hole);
        hole = next;
      }
    }
    hashes[hole] = 0;
    part.size--;
  }

  private void makeRoom(Part full, int hash) {
    int slots = full.hashes.length;
    boolean grows = slots < MAX_SLOTS || full.depth >= MAX_DEPTH;
    int depth = grows ? full.depth : full.depth + 1;
    Part zero = new Part(depth, grows ? 2 * slots : slots);
    Part one = grows ? zero : new Part(depth, slots);
    for (int slot = 0; slot < slots; slot++) {
      int found = full.hashes[slot];
      if (found != 0) {
        // With no bits, both are one.
        boolean bit = depth > 0 && (found >>> (Integer.SIZE - depth) & 1) != 0;
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
