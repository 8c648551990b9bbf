package io.landfall.runtime.state;

/**
 * The keys of all slices of one state, each with an ordinal that stands for it in every slice: one
 * look-up finds its values in all of them. A key that is in no slice any more is kept for a while,
 * since most come again with the next slice. Task thread only.
 */
final class SliceKeys {

  private final KeyPages pages;
  private final KeyIndex index;

  private final Ordinals ordinals;

  /** Of which turn of the current key the ordinal below is. */
  private long knownTurn = -1;

  private int known;

  private final int[] announcedOrdinals = new int[KeyedState.MOST_ANNOUNCED];

  /** Of which announced keys the ordinals above are. */
  private long announcedBatch = AnnouncedKeys.NO_BATCH;

  /**
   * @param groupBits so many leading bits of a hash tell the key's group
   */
  SliceKeys(SnapshotEpochs epochs, int groupBits) {
    pages = new KeyPages(epochs);
    index = new KeyIndex(pages);
    ordinals = new Ordinals(groupBits);
  }

  /** Goes on from what is held. */
  SliceKeys(SnapshotEpochs epochs, int groupBits, KeyPages.Frozen held) {
    pages = new KeyPages(epochs, held);
    index = new KeyIndex(pages);
    ordinals = new Ordinals(groupBits, held);
    for (int ordinal = 0; ordinal < held.limit(); ordinal++) {
      Object key = held.key(ordinal);
      if (key != null) {
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

  /** A new ordinal for a key that has none. */
  int add(Object key, int hash) {
    int ordinal = ordinals.take(hash);
    pages.set(ordinal, key, hash);
    index.add(key, hash, ordinal);
    return ordinal;
  }

  Object key(int ordinal) {
    return pages.key(ordinal);
  }

  int hash(int ordinal) {
    return pages.hash(ordinal);
  }

  /** All ordinals are below. */
  int limit() {
    return ordinals.limit();
  }

  /**
   * Forgets keys that are in no slice, and were in none the last time.
   *
   * @param used bit set: the ordinal of a key that is in a slice
   */
  void forgetStale(long[] used) {
    for (int ordinal = 0; ordinal < ordinals.limit(); ordinal++) {
      int state = ordinals.state(ordinal);
      boolean isUsed = Bits.has(used, ordinal);
      if (state == Ordinals.STALE && !isUsed) {
        forget(ordinal);
      } else if (state >= Ordinals.STALE) {
        ordinals.set(ordinal, isUsed ? Ordinals.TAKEN : Ordinals.STALE);
      }
    }
    // It may be the current one's.
    knownTurn = -1;
    announcedBatch = AnnouncedKeys.NO_BATCH;
  }

  private void forget(int ordinal) {
    int hash = pages.hash(ordinal);
    index.remove(hash, ordinal);
    pages.set(ordinal, null, 0);
    ordinals.giveBack(ordinal, hash);
  }

  /** As {@link KeyPages#freeze}. */
  KeyPages.Frozen freeze() {
    return pages.freeze();
  }
}
