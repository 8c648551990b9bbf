package io.landfall.operators.window;

import io.landfall.api.window.TimeWindow;
import io.landfall.operators.spi.SliceState;

/**
 * For each key the total of the last window that was fired, so that the next one need not be merged
 * anew from all its slices. No part of checkpoints. Task thread only.
 */
final class WindowTotals {

  /** There is but one slice in the scratch state. */
  private static final long ALL = 0;

  /** Of one key. */
  private static final class Total {
    Object accumulator;

    /** How many slices are in it; with none, it is gone, and nothing of it is left to add up. */
    int slices;
  }

  private final SliceState<Object> slices;
  private final SliceState<Total> totals;
  private final Fold fold;

  /** All slices from the one are in the totals, up to the other, exclusive; both 0 for none. */
  private long fromMs;

  private long toMs;

  WindowTotals(SliceState<Object> slices, Fold fold) {
    this.slices = slices;
    this.fold = fold;
    totals = slices.scratch();
  }

  /** Makes the totals those of {@code window}. */
  void moveTo(TimeWindow window) throws Exception {
    boolean goesOn =
        fromMs <= window.startMs()
            && window.startMs() < toMs
            && toMs <= window.endMs()
            && (fromMs == window.startMs() || fold.isInvertible());
    if (goesOn) {
      mergeFrom(toMs, window.endMs());
      retractFrom(fromMs, window.startMs());
    } else {
      totals.drop(ALL);
      mergeFrom(window.startMs(), window.endMs());
    }
    fromMs = window.startMs();
    toMs = window.endMs();
  }

  private void mergeFrom(long startMs, long endMs) throws Exception {
    for (long slice = slices.ceiling(startMs); slice < endMs; slice = slices.ceiling(slice + 1)) {
      slices.combine(slice, totals, ALL, this::merged);
    }
  }

  private void retractFrom(long startMs, long endMs) throws Exception {
    for (long slice = slices.ceiling(startMs); slice < endMs; slice = slices.ceiling(slice + 1)) {
      retract(slice);
    }
  }

  private void retract(long slice) throws Exception {
    slices.combine(slice, totals, ALL, this::retracted);
  }

  private Total merged(Object part, Total before) throws Exception {
    Total total = before == null ? new Total() : before;
    total.accumulator = fold.merge(total.accumulator, part);
    total.slices++;
    return total;
  }

  private Total retracted(Object part, Total total) throws Exception {
    if (--total.slices == 0) {
      return null;
    }
    total.accumulator = fold.retract(total.accumulator, part);
    return total;
  }

  private Total current() {
    Total total = totals.get(ALL);
    if (total == null) {
      total = new Total();
      totals.put(ALL, total);
    }
    return total;
  }

  /** The current key's value was added to a slice that may be in the totals. */
  void onAdded(long slice, Object value, boolean isFirst) throws Exception {
    if (fromMs <= slice && slice < toMs) {
      Total total = current();
      total.accumulator = fold.add(value, total.accumulator);
      total.slices += isFirst ? 1 : 0;
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
      retract(slice);
      fromMs = sliceEndMs;
    } else {
      totals.drop(ALL);
      fromMs = 0;
      toMs = 0;
    }
  }

  void forEach(SliceState.Visitor<Object> visitor) throws Exception {
    totals.forEach(ALL, (key, total) -> visitor.visit(key, total.accumulator));
  }
}
