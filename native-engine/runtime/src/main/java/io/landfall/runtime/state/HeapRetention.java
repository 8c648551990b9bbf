package io.landfall.runtime.state;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Decides whether a keyed state is held in memory from one checkpoint to the next. To hold it costs
 * a copy of each piece that changes: of a segment once, of a value that user code may change in
 * place once. What has been changed since the last checkpoint tells how much that will be, and a
 * state is not held if it is too much. If it turns out to be, what is held is given up, and the
 * next checkpoints are not held either: one at first, twice as many each time. Task thread only.
 */
final class HeapRetention {

  /** To serialize a value and read it back takes as long as copying so many slots. */
  static final int SLOTS_PER_VALUE = 256;

  private static final int MOST_SKIPPED = 64;

  /** Those that may still be of use, the newest last. */
  private final ArrayDeque<KeptHeapState> held = new ArrayDeque<>();

  private final SnapshotEpochs epochs;
  private final int mostCopiedSlots;
  private long copiedSlots;

  /** In pieces that were changed since the last call of {@link #keep}. */
  private long touchedSlots;

  private int skip;
  private int nextSkip = 1;

  /**
   * @param epochs those of the state; it is told of what it copies and changes
   */
  HeapRetention(SnapshotEpochs epochs, int mostCopiedSlots) {
    this.epochs = epochs;
    this.mostCopiedSlots = mostCopiedSlots;
    epochs.onCopied(this::onCopied);
    epochs.onTouched(slots -> touchedSlots += slots);
    epochs.beginInterval();
  }

  KeptState keep(Supplier<KeptHeapState> maker) {
    held.removeIf(KeptHeapState::isReleased);
    boolean isTooMuch = touchedSlots > mostCopiedSlots;
    touchedSlots = 0;
    epochs.beginInterval();
    if (skip > 0) {
      skip--;
      return KeptState.NONE;
    }
    if (isTooMuch) {
      return KeptState.NONE;
    }
    if (!held.isEmpty()) {
      nextSkip = 1;
    }
    copiedSlots = 0;
    KeptHeapState kept = maker.get();
    held.add(kept);
    return kept;
  }

  /** Begins with one that an earlier start of the job held. */
  void resume(KeptHeapState kept) {
    held.add(kept);
  }

  /** Something was copied so that it can change. */
  void onCopied(int slots) {
    copiedSlots += slots;
    if (copiedSlots > mostCopiedSlots && !held.isEmpty()) {
      held.forEach(KeptHeapState::release);
      held.clear();
      skip = nextSkip;
      nextSkip = Math.min(MOST_SKIPPED, 2 * nextSkip);
    }
  }
}
