package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * Keys and their hashes by ordinal, a small number that stands for a key. Copy-on-write by pages:
 * what a snapshot has is not changed. Task thread only; {@link Frozen} ones may be read by any.
 */
final class KeyPages {

  /** 4096 keys and hashes are 32 KiB; the pages of a few slices have to fit the nearest cache. */
  static final int BITS = 12;

  static final int SIZE = 1 << BITS;
  static final int MASK = SIZE - 1;

  private static final class Page {
    final long epoch;
    final Object[] keys;
    final int[] hashes;

    Page(long epoch, Object[] keys, int[] hashes) {
      this.epoch = epoch;
      this.keys = keys;
      this.hashes = hashes;
    }
  }

  private final SnapshotEpochs epochs;
  private Page[] pages = new Page[1];
  private long directoryEpoch;

  KeyPages(SnapshotEpochs epochs) {
    this.epochs = epochs;
    directoryEpoch = epochs.current();
  }

  /** Goes on from what is held. */
  KeyPages(SnapshotEpochs epochs, Frozen held) {
    this.epochs = epochs;
    pages = held.pages;
    directoryEpoch = held.directoryEpoch;
  }

  /**
   * A bit for each ordinal, none of them set.
   *
   * @param limit above all of them
   */
  static long[] bits(int limit) {
    return new long[(limit + MASK >>> BITS) * (SIZE / Long.SIZE)];
  }

  /** Only of an ordinal that has one. */
  Object key(int ordinal) {
    return pages[ordinal >>> BITS].keys[ordinal & MASK];
  }

  int hash(int ordinal) {
    return pages[ordinal >>> BITS].hashes[ordinal & MASK];
  }

  /**
   * @param key null for none any more
   */
  void set(int ordinal, Object key, int hash) {
    Page page = writable(ordinal >>> BITS);
    page.keys[ordinal & MASK] = key;
    page.hashes[ordinal & MASK] = hash;
  }

  private Page writable(int index) {
    if (index >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(index + 1, 2 * pages.length));
      directoryEpoch = epochs.current();
    }
    Page page = pages[index];
    if (page != null && !epochs.isShared(page.epoch)) {
      return page;
    }
    if (page == null) {
      page = new Page(epochs.current(), new Object[SIZE], new int[SIZE]);
    } else {
      page = new Page(epochs.current(), page.keys.clone(), page.hashes.clone());
      epochs.reportCopied(SIZE);
    }
    if (epochs.isShared(directoryEpoch)) {
      pages = pages.clone();
      directoryEpoch = epochs.current();
    }
    pages[index] = page;
    return page;
  }

  /** As they are; to last, a snapshot must have been begun right before. */
  Frozen freeze() {
    return new Frozen(pages, directoryEpoch);
  }

  /** As they were. */
  static final class Frozen {
    private final Page[] pages;
    private final long directoryEpoch;

    private Frozen(Page[] pages, long directoryEpoch) {
      this.pages = pages;
      this.directoryEpoch = directoryEpoch;
    }

    /** Above all ordinals with a key. */
    int limit() {
      return pages.length << BITS;
    }

    /** Null if it has none. */
    Object key(int ordinal) {
      Page page = pages[ordinal >>> BITS];
      return page == null ? null : page.keys[ordinal & MASK];
    }

    int hash(int ordinal) {
      return pages[ordinal >>> BITS].hashes[ordinal & MASK];
    }
  }
}
