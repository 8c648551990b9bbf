package io.landfall.runtime.state;

import java.util.Arrays;

/**
 * Hands out ordinals, and knows which are free. Those of one key group come in blocks: a snapshot
 * goes through a state group by group, and with the ordinals next to each other, so are the
 * references that it reads, and, once a collection has moved them, mostly what these lead to. Task
 * thread only.
 */
final class Ordinals {

  static final int NONE = -1;

  /** Taken, as far as is known. */
  static final int TAKEN = 0;

  /** Taken, and in no use when it was looked at last. */
  static final int STALE = -1;

  /** Four lines of a cache, as references. */
  private static final int LARGEST_BLOCK = 64;

  private static final int SMALLEST_BLOCK = 8;

  /** If each group has one key, about so many ordinals are set aside, as a power of two. */
  private static final int SET_ASIDE_BITS = 16;

  /**
   * A free ordinal, or NONE, is taken from it to stand in the state of another, and again to get it
   * back: the result is below {@link #STALE}.
   */
  private static final int FREE_BASE = -3;

  private final int groupBits;
  private final int blockSize;

  /** By group the free ordinal that is handed out next; it leads to the one behind it. */
  private final int[] firstFree;

  /** The first ordinal of a block that is of no group; it leads to the next such block. */
  private int spareBlock = NONE;

  /** In pages, as the keys. */
  private int[][] states = new int[1][];

  /** All ordinals that were ever in a block are below. */
  private int limit;

  /**
   * @param groupBits so many leading bits of a hash tell the group, from 0 to 15
   */
  Ordinals(int groupBits) {
    this.groupBits = groupBits;
    blockSize = Math.max(SMALLEST_BLOCK, Math.min(LARGEST_BLOCK, 1 << SET_ASIDE_BITS - groupBits));
    firstFree = new int[1 << groupBits];
    Arrays.fill(firstFree, NONE);
  }

  /** Goes on from what is held: its keys have ordinals. */
  Ordinals(int groupBits, KeyPages.Frozen held) {
    this(groupBits);
    limit = held.limit();
    // From the last one on, so that of those to spare the first is taken first.
    for (int block = limit - blockSize; block >= 0; block -= blockSize) {
      resume(block, held);
    }
  }

  private void resume(int block, KeyPages.Frozen held) {
    reserve(block);
    int group = groupOf(block, held);
    for (int ordinal = block + blockSize - 1; ordinal >= block; ordinal--) {
      if (group != NONE && held.key(ordinal) == null) {
        addFree(ordinal, group);
      } else {
        set(ordinal, group == NONE ? FREE_BASE - NONE : TAKEN);
      }
    }
    if (group == NONE) {
      set(block, FREE_BASE - spareBlock);
      spareBlock = block;
    }
  }

  /** Of a block's keys, which are all of one; {@link #NONE} if there are none. */
  private int groupOf(int block, KeyPages.Frozen held) {
    for (int ordinal = block; ordinal < block + blockSize; ordinal++) {
      if (held.key(ordinal) != null) {
        return TableScan.groupOf(held.hash(ordinal), groupBits);
      }
    }
    return NONE;
  }

  /** All ordinals that can be taken are below. */
  int limit() {
    return limit;
  }

  /** An ordinal for a key with this hash. */
  int take(int hash) {
    int group = TableScan.groupOf(hash, groupBits);
    if (firstFree[group] == NONE) {
      addBlock(group);
    }
    int ordinal = firstFree[group];
    firstFree[group] = FREE_BASE - state(ordinal);
    set(ordinal, TAKEN);
    return ordinal;
  }

  private void addBlock(int group) {
    int block = spareBlock;
    if (block != NONE) {
      spareBlock = FREE_BASE - state(block);
    } else {
      block = limit;
      limit += blockSize;
      reserve(block);
    }
    for (int ordinal = block + blockSize - 1; ordinal >= block; ordinal--) {
      addFree(ordinal, group);
    }
  }

  /** Its key has this hash, and does not need it any more. */
  void giveBack(int ordinal, int hash) {
    addFree(ordinal, TableScan.groupOf(hash, groupBits));
  }

  private void addFree(int ordinal, int group) {
    set(ordinal, FREE_BASE - firstFree[group]);
    firstFree[group] = ordinal;
  }

  private void reserve(int ordinal) {
    int page = ordinal >>> KeyPages.BITS;
    if (page >= states.length) {
      states = Arrays.copyOf(states, Math.max(page + 1, 2 * states.length));
    }
    if (states[page] == null) {
      states[page] = new int[KeyPages.SIZE];
    }
  }

  /** {@link #TAKEN}, {@link #STALE}, or below that, if it is free. */
  int state(int ordinal) {
    return states[ordinal >>> KeyPages.BITS][ordinal & KeyPages.MASK];
  }

  /** Changes what is known of one that is taken. */
  void set(int ordinal, int state) {
    states[ordinal >>> KeyPages.BITS][ordinal & KeyPages.MASK] = state;
  }
}
