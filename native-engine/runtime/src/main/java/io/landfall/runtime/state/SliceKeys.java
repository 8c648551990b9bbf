package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * The keys of all slices of one state, each with an ordinal that stands for it in every slice: one
 * look-up finds its values in all of them. A key that is in no slice any more is kept for a while,
 * since most come again with the next slice. Task thread only.
 */
final class SliceKeys {

  /** How often all ordinals are gone through: once for each so many times as many values. */
  private static final int SWEEP_SHIFT = 3;

  /** In place of a number of slices: none, and there was none at the last sweep. */
  private static final int STALE = -1;

  /** There is no such key. */
  private static final int FREE = -2;

  private final KeyPages pages;
  private final KeyIndex index;

  /** By ordinal, in how many slices it is; in pieces, as the keys. */
  private int[][] uses = new int[1][];

  private int[] free = new int[16];
  private int freeCount;

  /** All ordinals are below. */
  private int limit;

  /** Values that were given up since the last sweep. */
  private int given;

  /** Of which turn of the current key the ordinal below is. */
  private long knownTurn = -1;

  private int known;

  private final int[] announcedOrdinals = new int[KeyedState.MOST_ANNOUNCED];

  /** Of which announced keys the ordinals above are. */
  private long announcedBatch = AnnouncedKeys.NO_BATCH;

  SliceKeys(SnapshotEpochs epochs) {
    pages = new KeyPages(epochs);
    index = new KeyIndex(pages);
  }

  /** Goes on from what is held; the slices have yet to say which keys they use. */
  SliceKeys(SnapshotEpochs epochs, KeyPages.Frozen held) {
    pages = new KeyPages(epochs, held);
    index = new KeyIndex(pages);
    for (int ordinal = 0; ordinal < held.limit(); ordinal++) {
      Object key = held.key(ordinal);
      if (key != null) {
        while (limit < ordinal) {
          reserve(limit);
          setUses(limit, FREE);
          addFree(limit++);
        }
        reserve(limit++);
        index.add(key, held.hash(ordinal), ordinal);
      }
    }
  }

  /** The ordinal of a key; {@link KeyIndex#NONE} if it has none. */
  int find(Object key, int hash) {
    return index.find(key, hash);
  }

  /**
   * The ordinal of the current key; {@link KeyIndex#NONE} if it has none.
   *
   * @param turn another one each time a key is made current
   */
  int findCurrent(long turn, Object key, int hash) {
    if (knownTurn != turn) {
      known = index.find(key, hash);
      knownTurn = turn;
    }
    return known;
  }

  /** Finds the ordinals of all keys that come next. */
  void findAll(AnnouncedKeys next) {
    index.findAll(next, announcedOrdinals);
    announcedBatch = next.batch();
  }

  /** True if {@link #announced} tells of these. */
  boolean knows(AnnouncedKeys next) {
    return announcedBatch == next.batch();
  }

  /** The ordinal that an announced key had; {@link KeyIndex#NONE} if it had none. */
  int announced(int position) {
    return announcedOrdinals[position];
  }

  /** Tells the ordinal of the current key. */
  void know(long turn, int ordinal) {
    knownTurn = turn;
    known = ordinal;
  }

  /** A new ordinal for a key that has none; to be {@link #use used} at once. */
  int add(Object key, int hash) {
    int ordinal = freeCount > 0 ? free[--freeCount] : limit++;
    reserve(ordinal);
    setUses(ordinal, 0);
    pages.set(ordinal, key, hash);
    index.add(key, hash, ordinal);
    return ordinal;
  }

  private void reserve(int ordinal) {
    int page = ordinal >>> KeyPages.BITS;
    if (page >= uses.length) {
      uses = Arrays.copyOf(uses, 2 * uses.length);
    }
    if (uses[page] == null) {
      uses[page] = new int[KeyPages.SIZE];
    }
  }

  private void setUses(int ordinal, int count) {
    uses[ordinal >>> KeyPages.BITS][ordinal & KeyPages.MASK] = count;
  }

  Object key(int ordinal) {
    return pages.key(ordinal);
  }

  int hash(int ordinal) {
    return pages.hash(ordinal);
  }

  /** The key is in one slice more. */
  void use(int ordinal) {
    int[] page = uses[ordinal >>> KeyPages.BITS];
    page[ordinal & KeyPages.MASK] = Math.max(page[ordinal & KeyPages.MASK], 0) + 1;
  }

  /** The key is in one slice less. */
  void release(int ordinal) {
    uses[ordinal >>> KeyPages.BITS][ordinal & KeyPages.MASK]--;
    given++;
  }

  /** Forgets keys that have been in no slice since the last time. */
  void forgetStale() {
    if (given < limit >>> SWEEP_SHIFT) {
      return;
    }
    given = 0;
    for (int ordinal = 0; ordinal < limit; ordinal++) {
      int[] page = uses[ordinal >>> KeyPages.BITS];
      int count = page[ordinal & KeyPages.MASK];
      if (count == STALE) {
        forget(ordinal);
      } else if (count == 0) {
        page[ordinal & KeyPages.MASK] = STALE;
      }
    }
    // It may be the current one's.
    knownTurn = -1;
    announcedBatch = AnnouncedKeys.NO_BATCH;
  }

  private void forget(int ordinal) {
    index.remove(pages.hash(ordinal), ordinal);
    pages.set(ordinal, null, 0);
    setUses(ordinal, FREE);
    addFree(ordinal);
  }

  private void addFree(int ordinal) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = ordinal;
  }

  /** As {@link KeyPages#freeze}. */
  KeyPages.Frozen freeze() {
    return pages.freeze();
  }
}
