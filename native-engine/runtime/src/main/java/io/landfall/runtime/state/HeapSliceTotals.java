package io.landfall.runtime.state;

import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.SliceTotals;
import java.util.Arrays;

/**
 * Totals by the ordinals that the slices have, so that adding a slice is going through a page
 * beside a page. Task thread only.
 */
final class HeapSliceTotals<A> implements SliceTotals<A> {

  private final HeapSliceState<A> of;

  private Slice totals;

  /** By page, for each offset in how many slices the key of the total is. */
  private int[][] counts;

  HeapSliceTotals(HeapSliceState<A> of) {
    this.of = of;
    empty();
  }

  private void empty() {
    // With epochs of their own, which no snapshot ends, nothing is ever copied.
    totals = new Slice(0, new SnapshotEpochs(), null);
    counts = new int[1][];
  }

  @Override
  public void include(long number, Combiner<A> sum) throws Exception {
    combine(number, 1, sum);
  }

  @Override
  public void exclude(long number, Combiner<A> difference) throws Exception {
    combine(number, -1, difference);
  }

  private void combine(long number, int moreSlices, Combiner<A> combiner) throws Exception {
    Slice slice = of.slice(number);
    for (int index = 0; slice != null && index < slice.pageCount(); index++) {
      if (slice.page(index) != null) {
        combine(slice.page(index), index, moreSlices, combiner);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private void combine(SlicePage from, int index, int moreSlices, Combiner<A> combiner)
      throws Exception {
    int[] count = countsOf(index);
    for (int slot = from.next(0); slot >= 0; slot = from.next(slot + 1)) {
      int offset = from.offset(slot);
      int before = count[offset];
      count[offset] = before + moreSlices;
      if (before == 0) {
        totals.put(index << KeyPages.BITS | offset, copyOf(from, slot));
      } else if (count[offset] == 0) {
        totals.remove(index << KeyPages.BITS | offset);
      } else {
        SlicePage into = totals.page(index);
        int at = into.find(offset);
        into.set(at, combiner.combine((A) into.value(at), (A) from.value(slot)));
      }
    }
  }

  private int[] countsOf(int index) {
    if (index >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(index + 1, 2 * counts.length));
    }
    if (counts[index] == null) {
      counts[index] = new int[KeyPages.SIZE];
    }
    return counts[index];
  }

  private Object copyOf(SlicePage from, int slot) {
    Object value = from.value(slot);
    boolean isOwn = from.givesCopies() || of.serializer.isImmutable(value);
    return isOwn ? value : of.serializer.copy(value);
  }

  @Override
  @SuppressWarnings("unchecked")
  public A get() {
    int ordinal = of.findCurrent();
    SlicePage page = ordinal == KeyIndex.NONE ? null : totals.page(ordinal >>> KeyPages.BITS);
    int slot = page == null ? -1 : page.find(ordinal & KeyPages.MASK);
    return slot < 0 ? null : (A) page.value(slot);
  }

  @Override
  public void put(A total, int moreSlices) {
    // It has an ordinal, being in a slice.
    int ordinal = of.findCurrent();
    countsOf(ordinal >>> KeyPages.BITS)[ordinal & KeyPages.MASK] += moreSlices;
    totals.put(ordinal, total);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void forEach(SliceState.Visitor<A> visitor) throws Exception {
    for (int index = 0; index < totals.pageCount(); index++) {
      SlicePage page = totals.page(index);
      for (int slot = page == null ? -1 : page.next(0); slot >= 0; slot = page.next(slot + 1)) {
        Object key = of.makeCurrent(index << KeyPages.BITS | page.offset(slot));
        visitor.visit(key, (A) page.value(slot), page.givesCopies());
      }
    }
  }

  @Override
  public void clear() {
    empty();
  }

  /** As {@link Slice#mark}. */
  void mark(long[] ordinals) {
    totals.mark(ordinals);
  }
}
