package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * Finds the ordinal of a key. A {@code Long} is kept bare beside its ordinal, so that one line of
 * cache answers; of others there is the hash, and the key itself in {@link KeyPages}.
 *
 * <p>Extendible hashing, as in {@link CowTable}, so that growth never takes long; but no part of
 * snapshots, so nothing is ever copied because of one. Task thread only.
 */
final class KeyIndex {

  static final int NONE = -1;

  /**
   * The lowest bit of a hash, always set, is no part of an index into words, which is even. A slot
   * has two words: the number, or nothing; hash, {@link #NUMBER}, and ordinal + 1.
   */
  private static final int WORDS = 2;

  private static final int MIN_WORDS = WORDS << 3;

  /** 64 KiB. */
  private static final int MAX_WORDS = WORDS << 12;

  /** As that of {@link CowTable}. */
  private static final int MAX_DEPTH = 20;

  private static final long NUMBER = 1L << 31;

  private static final class Segment {
    final int depth;
    long[] words;
    int size;

    Segment(int depth, int words) {
      this.depth = depth;
      this.words = new long[words];
    }

    boolean isFull() {
      return size * WORDS >= words.length - (words.length >>> 2);
    }

    void put(long number, long entry) {
      int mask = words.length - WORDS;
      int at = hashOf(entry) & mask;
      while (words[at + 1] != 0) {
        at = at + WORDS & mask;
      }
      words[at] = number;
      words[at + 1] = entry;
      size++;
    }
  }

  private final KeyPages keys;
  private Segment[] directory = {new Segment(0, MIN_WORDS)};
  private int directoryDepth;

  /**
   * @param keys that the ordinals stand for
   */
  KeyIndex(KeyPages keys) {
    this.keys = keys;
  }

  private static int hashOf(long entry) {
    return (int) (entry >>> Integer.SIZE);
  }

  private static int ordinalOf(long entry) {
    return ((int) entry & Integer.MAX_VALUE) - 1;
  }

  private int indexOf(int hash) {
    // A shift by 32 would be one by 0.
    return directoryDepth == 0 ? 0 : hash >>> (Integer.SIZE - directoryDepth);
  }

  /** {@link #NONE} if there is none. */
  int find(Object key, int hash) {
    long[] words = directory[indexOf(hash)].words;
    int mask = words.length - WORDS;
    int at = hash & mask;
    if (key instanceof Long number) {
      return findNumber(number, words, at);
    }
    for (long entry; (entry = words[at + 1]) != 0; at = at + WORDS & mask) {
      if (hashOf(entry) == hash
          && (entry & NUMBER) == 0
          && keys.key(ordinalOf(entry)).equals(key)) {
        return ordinalOf(entry);
      }
    }
    return NONE;
  }

  private static int findNumber(long number, long[] words, int from) {
    int mask = words.length - WORDS;
    int at = from;
    for (long entry; (entry = words[at + 1]) != 0; at = at + WORDS & mask) {
      if (words[at] == number && (entry & NUMBER) != 0) {
        return ordinalOf(entry);
      }
    }
    return NONE;
  }

  /** Adds a key that is not there; {@link KeyPages} has it already. */
  void add(Object key, int hash, int ordinal) {
    Segment segment = directory[indexOf(hash)];
    while (segment.isFull()) {
      makeRoom(segment, hash);
      segment = directory[indexOf(hash)];
    }
    long entry = (long) hash << Integer.SIZE | ordinal + 1;
    if (key instanceof Long number) {
      segment.put(number, entry | NUMBER);
    } else {
      segment.put(0, entry);
    }
  }

  void remove(int hash, int ordinal) {
    Segment segment = directory[indexOf(hash)];
    long[] words = segment.words;
    int mask = words.length - WORDS;
    int hole = hash & mask;
    while (ordinalOf(words[hole + 1]) != ordinal) {
      hole = hole + WORDS & mask;
    }
    for (int next = hole + WORDS & mask; words[next + 1] != 0; next = next + WORDS & mask) {
      int home = hashOf(words[next + 1]) & mask;
      // An entry may fill the hole only if the hole is not before its home, going round.
      if ((next - home & mask) >= (next - hole & mask)) {
        words[hole] = words[next];
        words[hole + 1] = words[next + 1];
        hole = next;
      }
    }
    words[hole + 1] = 0;
    segment.size--;
  }

  private void makeRoom(Segment full, int hash) {
    if (full.words.length < MAX_WORDS || full.depth >= MAX_DEPTH) {
      long[] words = full.words;
      full.words = new long[2 * words.length];
      full.size = 0;
      for (int at = 0; at < words.length; at += WORDS) {
        if (words[at + 1] != 0) {
          full.put(words[at], words[at + 1]);
        }
      }
      return;
    }
    split(full, hash);
  }

  private void split(Segment full, int hash) {
    int depth = full.depth + 1;
    Segment[] halves = {
      new Segment(depth, full.words.length), new Segment(depth, full.words.length)
    };
    for (int at = 0; at < full.words.length; at += WORDS) {
      long entry = full.words[at + 1];
      if (entry != 0) {
        halves[hashOf(entry) >>> (Integer.SIZE - depth) & 1].put(full.words[at], entry);
      }
    }
    if (full.depth == directoryDepth) {
      doubleDirectory();
    }
    int width = 1 << (directoryDepth - depth);
    int zero = (hash >>> (Integer.SIZE - depth) & ~1) * width;
    Arrays.fill(directory, zero, zero + width, halves[0]);
    Arrays.fill(directory, zero + width, zero + 2 * width, halves[1]);
  }

  private void doubleDirectory() {
    Segment[] doubled = new Segment[2 << directoryDepth];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = directory[i >>> 1];
    }
    directory = doubled;
    directoryDepth++;
  }
}
