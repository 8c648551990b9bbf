package io.landfall.operators.window;

import io.landfall.api.window.TimeWindow;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.SliceTotals;

/**
 * For each key the total of the last window that was fired, so that the next one need not be merged
 * anew from all its slices. No part of checkpoints. Task thread only.
 */
final class WindowTotals {

  private final SliceState<Object> slices;
  private final SliceTotals<Object> totals;
  private final Fold fold;

  /** All slices from the one are in the totals, up to the other, exclusive; both 0 for none. */
  private long fromMs;

  private long toMs;

  WindowTotals(SliceState<Object> slices, Fold fold) {
    this.slices = slices;
    this.fold = fold;
    totals = slices.totals();
  }

  /** Makes the totals those of {@code window}. */
  void moveTo(TimeWindow window) throws Exception {
    boolean goesOn =
        fromMs <= window.startMs()
            && window.startMs() < toMs
            && toMs <= window.endMs()
            && (fromMs == window.startMs() || fold.isInvertible());
    if (goesOn) {
      include(toMs, window.endMs());
      exclude(fromMs, window.startMs());
    } else {
      totals.clear();
      include(window.startMs(), window.endMs());
    }
    fromMs = window.startMs();
    toMs = window.endMs();
  }

  private void include(long startMs, long endMs) throws Exception {
    for (long slice = slices.ceiling(startMs); slice < endMs; slice = slices.ceiling(slice + 1)) {
      totals.include(slice, fold::mergeInto);
    }
  }

  private void exclude(long startMs, long endMs) throws Exception {
    for (long slice = slices.ceiling(startMs); slice < endMs; slice = slices.ceiling(slice + 1)) {
      totals.exclude(slice, fold::retract);
    }
  }

  /**
   * The current key's value was added to a slice that may be in the totals.
   *
   * @param isFirst true if the slice had none of this key
   */
  void onAdded(long slice, Object value, boolean isFirst) throws Exception {
    if (fromMs <= slice && slice < toMs) {
      totals.put(fold.add(value, totals.get()), isFirst ? 1 : 0);
    }
  }

  /**
   * The first slice is about to be dropped.
   *
   * @param sliceEndMs where the next one starts
   */
  void onDropping(long slice, long sliceEndMs) throws Exception {
    if (slice < fromMs || slice >= toMs) {
      return;
    }
    if (fold.isInvertible() && sliceEndMs < toMs) {
      totals.exclude(slice, fold::retract);
      fromMs = sliceEndMs;
    } else {
      totals.clear();
      fromMs = 0;
      toMs = 0;
    }
  }

  void forEach(SliceState.Visitor<Object> visitor) throws Exception {
    totals.forEach(visitor);
  }
}
