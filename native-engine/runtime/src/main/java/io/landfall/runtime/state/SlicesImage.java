package io.landfall.runtime.state;

import io.landfall.runtime.serialization.VarInts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * All slices of a {@link HeapSliceState} at a barrier. Each group is written as the numbers of its
 * slices, and then each key once, with its values.
 *
 * <pre>
 *  entries  count, number ...                            of the slices
 *           true, key, { 1 + steps from the slice before, value } ..., 0     ... for each key
 *           false
 *  changes  { true, number } ..., false                  slices that are as in the layers beneath
 *           entries                                      of the others
 * </pre>
 */
final class SlicesImage implements HeapImage {

  /** Keys whose values are looked up at once; with a hundred slices they fit the caches. */
  private static final int MOST_AT_ONCE = 8;

  /** One of them. */
  record Part(Slice.Frozen slice, boolean isChanged) {}

  private final HeapSliceState<?> state;
  private final KeyPages.Frozen keys;
  private final List<Part> parts;
  private final boolean anyDropped;

  /**
   * @param anyDropped since the layer that changes are of
   */
  SlicesImage(HeapSliceState<?> state, KeyPages.Frozen keys, List<Part> parts, boolean anyDropped) {
    this.state = state;
    this.keys = keys;
    this.parts = parts;
    this.anyDropped = anyDropped;
  }

  KeyPages.Frozen keys() {
    return keys;
  }

  List<Part> parts() {
    return parts;
  }

  @Override
  public void writeEntries(SnapshotWriter to) throws IOException {
    Entries entries = new Entries(parts.stream().map(Part::slice).toList());
    while (entries.more()) {
      to.begin(SectionKind.KEYED_STATE, entries.group());
      entries.writeGroup(entries.group(), to);
      to.end();
    }
  }

  @Override
  public void writeChanges(SnapshotWriter to) throws IOException {
    Entries entries = new Entries(parts.stream().filter(Part::isChanged).map(Part::slice).toList());
    if (!entries.more() && !anyDropped) {
      return;
    }
    // A group without changed entries may have lost all that the layers have of it.
    for (int group = 0; group < state.owner.range().size(); group++) {
      to.begin(SectionKind.KEYED_STATE_CHANGES, group);
      for (Part part : parts) {
        if (!part.isChanged) {
          to.out().writeBoolean(true);
          to.out().writeLong(part.slice.number);
        }
      }
      to.out().writeBoolean(false);
      entries.writeGroup(group, to);
      to.end();
    }
  }

  /** The keys of some slices, in the order of their groups. */
  private final class Entries {
    private final List<Slice.Frozen> slices;

    /** The group in the high half, the ordinal in the low one. */
    private final long[] order;

    private int next;

    /** By key of those that are written next, which slices it is in. */
    private final int[][] indexes;

    private final Object[][] values;
    private final int[] counts = new int[MOST_AT_ONCE];
    private int touched;

    Entries(List<Slice.Frozen> slices) {
      this.slices = slices;
      indexes = new int[MOST_AT_ONCE][slices.size()];
      values = new Object[MOST_AT_ONCE][slices.size()];
      long[] bits = KeyPages.bits(keys.limit());
      slices.forEach(slice -> slice.mark(bits));
      BitSet ordinals = BitSet.valueOf(bits);
      order = new long[ordinals.cardinality()];
      int count = 0;
      for (int ordinal = ordinals.nextSetBit(0);
          ordinal >= 0;
          ordinal = ordinals.nextSetBit(ordinal + 1)) {
        long group = TableScan.groupOf(keys.hash(ordinal), state.owner.groupBits());
        order[count++] = group << Integer.SIZE | ordinal;
      }
      Arrays.sort(order);
    }

    boolean more() {
      return next < order.length;
    }

    int group() {
      return (int) (order[next] >>> Integer.SIZE);
    }

    void writeGroup(int group, SnapshotWriter to) throws IOException {
      DataOutput out = to.out();
      VarInts.write(slices.size(), out);
      for (Slice.Frozen slice : slices) {
        out.writeLong(slice.number);
      }
      while (more() && group() == group) {
        int count = countOfPage();
        findValues(count);
        for (int i = 0; i < count; i++) {
          writeKey((int) order[next++], i, to);
        }
      }
    }

    private void writeKey(int ordinal, int row, SnapshotWriter to) throws IOException {
      DataOutput out = to.out();
      out.writeBoolean(true);
      to.writeKey(keys.key(ordinal));
      int last = -1;
      for (int i = 0; i < counts[row]; i++) {
        VarInts.write(indexes[row][i] - last, out);
        last = indexes[row][i];
        state.writeValue(values[row][i], to);
      }
      VarInts.write(0, out);
    }

    /** How many of the next keys are of one group, and in one page of each slice. */
    private int countOfPage() {
      long first = order[next] >>> KeyPages.BITS;
      int count = 1;
      while (count < MOST_AT_ONCE
          && next + count < order.length
          && order[next + count] >>> KeyPages.BITS == first) {
        count++;
      }
      return count;
    }

    /**
     * Of a few keys, all before the first is written: they are far from each other in memory, and a
     * page of a slice is looked up once for all of them.
     */
    private void findValues(int keyCount) {
      Arrays.fill(counts, 0, keyCount, 0);
      int pageIndex = (int) order[next] >>> KeyPages.BITS;
      for (int i = 0; i < slices.size(); i++) {
        SlicePage page = slices.get(i).page(pageIndex);
        for (int row = 0; page != null && row < keyCount; row++) {
          int slot = page.find((int) order[next + row] & KeyPages.MASK);
          if (slot >= 0) {
            indexes[row][counts[row]] = i;
            values[row][counts[row]++] = page.value(slot);
          }
        }
      }
      for (int row = 0; row < keyCount; row++) {
        for (int i = 0; i < counts[row]; i++) {
          touched += Touch.object(values[row][i]);
        }
      }
    }
  }

  /** Reads what was written of one group, up to its end mark. */
  static void readGroup(HeapSliceState<?> state, DataInput in, Entry to) throws IOException {
    long[] numbers = new long[VarInts.read(in)];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.readLong();
    }
    while (in.readBoolean()) {
      Object key = state.readKey(in);
      int at = -1;
      for (int step = VarInts.read(in); step != 0; step = VarInts.read(in)) {
        at += step;
        to.read(key, numbers[at], state.readValue(in, false));
      }
    }
  }

  /** The slices that the group's changes say are as in the layers beneath. */
  static List<Long> readSame(DataInput in) throws IOException {
    List<Long> same = new ArrayList<>();
    while (in.readBoolean()) {
      same.add(in.readLong());
    }
    return same;
  }

  /** Sees what was read. */
  @FunctionalInterface
  interface Entry {
    void read(Object key, long slice, Object value);
  }
}
