package io.landfall.runtime.state;

/**
 * The keys of all slices of one state, each with an ordinal that stands for it in every slice: one
 * look-up finds its values in all of them. A key that is in no slice any more is kept for a while,
 * since most come again with the next slice. Task thread only.
 */
final class SliceKeys {

  /** How often all ordinals are gone through: once for each so many times as many values. */
  private static final int SWEEP_SHIFT = 3;

  private final KeyPages pages;
  private final KeyIndex index;

  /** In how many slices each is. */
  private final OrdinalUses uses;

  /** Values that were given up since the last sweep. */
  private int given;

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
    uses = new OrdinalUses(groupBits);
  }

  /** Goes on from what is held; the slices have yet to say which keys they use. */
  SliceKeys(SnapshotEpochs epochs, int groupBits, KeyPages.Frozen held) {
    pages = new KeyPages(epochs, held);
    index = new KeyIndex(pages);
    uses = new OrdinalUses(groupBits, held);
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

  /** A new ordinal for a key that has none; to be {@link #use used} at once. */
  int add(Object key, int hash) {
    int ordinal = uses.take(hash);
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

  /** The key is in one slice more. */
  void use(int ordinal) {
    uses.use(ordinal);
  }

  /** The key is in one slice less. */
  void release(int ordinal) {
    uses.release(ordinal);
    given++;
  }

  /** Forgets keys that have been in no slice since the last time. */
  void forgetStale() {
    if (given < uses.limit() >>> SWEEP_SHIFT) {
      return;
    }
    given = 0;
    for (int ordinal = 0; ordinal < uses.limit(); ordinal++) {
      int count = uses.count(ordinal);
      if (count == OrdinalUses.STALE) {
        forget(ordinal);
      } else if (count == 0) {
        uses.setStale(ordinal);
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
    uses.giveBack(ordinal, hash);
  }

  /** As {@link KeyPages#freeze}. */
  KeyPages.Frozen freeze() {
    return pages.freeze();
  }
}
