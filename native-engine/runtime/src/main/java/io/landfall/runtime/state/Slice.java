package io.landfall.runtime.state;

import java.util.Arrays;
import java.util.BitSet;

/** The values of one slice, by the ordinals of their keys. Task thread only. */
final class Slice {

  final long number;

  /** The topmost layer when something changed last. */
  long changedSince;

  private final SnapshotEpochs epochs;

  /** Which pages will have many values. */
  private final BitSet dense;

  /** Null where there are no values. */
  private SlicePage[] pages = new SlicePage[1];

  private long directoryEpoch;
  private int size;

  /**
   * @param earlier one that will turn out to be like it; null for none. What is filled as that was
   *     need not grow step by step
   */
  Slice(long number, SnapshotEpochs epochs, Slice earlier) {
    this.number = number;
    this.epochs = epochs;
    dense = new BitSet();
    for (int index = 0; earlier != null && index < earlier.pages.length; index++) {
      dense.set(index, earlier.pages[index] != null && earlier.pages[index].isDense());
    }
    directoryEpoch = epochs.current();
  }

  /** Goes on from what is held. */
  Slice(Frozen held, SnapshotEpochs epochs) {
    number = held.number;
    this.epochs = epochs;
    dense = new BitSet();
    pages = held.pages;
    directoryEpoch = held.directoryEpoch;
    size = held.size;
  }

  int size() {
    return size;
  }

  /** How many pages of ordinals there are, with values or without. */
  int pageCount() {
    return pages.length;
  }

  /** Null if there are no values. */
  SlicePage page(int index) {
    return index < pages.length ? pages[index] : null;
  }

  /** True if a live snapshot may refer to the value. */
  boolean isShared(SlicePage page, int slot) {
    return epochs.anyLive() && (epochs.isShared(page.epoch) || !page.ownsValue(slot));
  }

  /**
   * Gives an ordinal a value that no snapshot refers to.
   *
   * @return true if it had none before
   */
  boolean put(int ordinal, Object value) {
    int index = ordinal >>> KeyPages.BITS;
    int offset = ordinal & KeyPages.MASK;
    SlicePage page = writable(index);
    int slot = page.find(offset);
    if (slot >= 0) {
      page.set(slot, value);
      return false;
    }
    if (page.isFull()) {
      page = page.grown();
      replace(index, page);
      slot = page.find(offset);
    }
    page.insert(~slot, offset, value);
    size++;
    return true;
  }

  /**
   * Takes the value of an ordinal out.
   *
   * @return false if it has none
   */
  boolean remove(int ordinal) {
    int index = ordinal >>> KeyPages.BITS;
    SlicePage page = page(index);
    int slot = page == null ? -1 : page.find(ordinal & KeyPages.MASK);
    if (slot < 0) {
      return false;
    }
    page = writable(index);
    page.remove(slot);
    size--;
    return true;
  }

  /** A page, copied if a snapshot has it; the slots stay the same. */
  private SlicePage writable(int index) {
    SlicePage page = page(index);
    if (page == null) {
      page = dense.get(index) ? SlicePage.dense(epochs.current()) : new SlicePage(epochs.current());
      replace(index, page);
    } else if (epochs.isShared(page.epoch)) {
      epochs.reportCopied(page.size());
      page = page.copy(epochs.current());
      replace(index, page);
    }
    return page;
  }

  private void replace(int index, SlicePage page) {
    if (index >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(index + 1, pages.length + (pages.length >>> 1)));
      directoryEpoch = epochs.current();
    } else if (epochs.isShared(directoryEpoch)) {
      pages = pages.clone();
      directoryEpoch = epochs.current();
    }
    pages[index] = page;
  }

  /** Sets the bits of all ordinals that have a value. */
  void mark(long[] ordinals) {
    mark(pages, ordinals);
  }

  private static void mark(SlicePage[] pages, long[] ordinals) {
    for (int index = 0; index < pages.length; index++) {
      if (pages[index] != null) {
        pages[index].mark(ordinals, index << KeyPages.BITS);
      }
    }
  }

  /** As it is; to last, a snapshot must have been begun right before. */
  Frozen freeze() {
    return new Frozen(number, pages, directoryEpoch, size);
  }

  /** As it was; any thread. */
  static final class Frozen {
    final long number;
    private final SlicePage[] pages;
    private final long directoryEpoch;
    private final int size;

    private Frozen(long number, SlicePage[] pages, long directoryEpoch, int size) {
      this.number = number;
      this.pages = pages;
      this.directoryEpoch = directoryEpoch;
      this.size = size;
    }

    /** Null if there are no values. */
    SlicePage page(int index) {
      return index < pages.length ? pages[index] : null;
    }

    /** As {@link Slice#mark}. */
    void mark(long[] ordinals) {
      Slice.mark(pages, ordinals);
    }
  }
}
