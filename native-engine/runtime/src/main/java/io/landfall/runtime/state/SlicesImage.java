package io.landfall.runtime.state;

import io.landfall.operators.spi.Touch;
import io.landfall.runtime.serialization.VarInts;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * All slices of a {@link HeapSliceState} at a barrier. Each group is written as its keys, each
 * once, and then the values slice by slice, as they are in memory.
 *
 * <pre>
 *  entries  count, key ...
 *           true, number, { 1 + steps from the key before, value } ..., 0    ... for each slice
 *           false
 *  changes  { true, number } ..., false                  slices that are as in the layers beneath
 *           entries                                      of the others
 * </pre>
 */
final class SlicesImage implements HeapImage {

  /** Values that are looked up before the first is written; they fit the nearest cache. */
  private static final int MOST_AT_ONCE = 64;

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

  /** What is in some slices, in the order of the groups of its keys. */
  private final class Entries {
    private final List<Slice.Frozen> slices;

    /** The group in the high half, the ordinal in the low one. */
    private final long[] order;

    private int next;

    /** For values that are written next, which of the group's keys they are of, from 1. */
    private final int[] places = new int[MOST_AT_ONCE];

    private final Object[] values = new Object[MOST_AT_ONCE];
    private int count;
    private int lastPlace;
    private int touched;

    Entries(List<Slice.Frozen> slices) {
      this.slices = slices;
      long[] bits = KeyPages.bits(keys.limit());
      slices.forEach(slice -> slice.mark(bits));
      BitSet ordinals = BitSet.valueOf(bits);
      order = new long[ordinals.cardinality()];
      int count = 0;
      int at = 0;
      for (int ordinal = ordinals.nextSetBit(0);
          ordinal >= 0;
          ordinal = ordinals.nextSetBit(ordinal + 1)) {
        long group = TableScan.groupOf(keys.hash(ordinal), state.owner.groupBits());
        order[at++] = group << Integer.SIZE | ordinal;
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
      int first = next;
      while (more() && group() == group) {
        next++;
      }
      VarInts.write(next - first, to.out());
      for (int i = first; i < next; i++) {
        to.writeKey(keys.key((int) order[i]));
      }
      for (Slice.Frozen slice : slices) {
        to.out().writeBoolean(true);
        to.out().writeLong(slice.number);
        writeSlice(slice, first, to);
        VarInts.write(0, to.out());
      }
    }

    /** Writes the values of the keys from {@code first} up to the next group. */
    private void writeSlice(Slice.Frozen slice, int first, SnapshotWriter to) throws IOException {
      lastPlace = 0;
      for (int i = first; i < next; i++) {
        SlicePage page = slice.page((int) order[i] >>> KeyPages.BITS);
        int slot = page == null ? -1 : page.find((int) order[i] & KeyPages.MASK);
        if (slot >= 0) {
          places[count] = i - first + 1;
          values[count++] = page.value(slot);
          if (count == MOST_AT_ONCE) {
            writeFound(to);
          }
        }
      }
      writeFound(to);
    }

    private void writeFound(SnapshotWriter to) throws IOException {
      // All are fetched before the first is written, as they may be far from each other in memory.
      for (int i = 0; i < count; i++) {
        touched += Touch.object(values[i]);
      }
      for (int i = 0; i < count; i++) {
        VarInts.write(places[i] - lastPlace, to.out());
        lastPlace = places[i];
        state.writeValue(values[i], to);
      }
      count = 0;
    }
  }

  /** Reads what was written of one group, up to its end mark. */
  static void readGroup(HeapSliceState<?> state, DataInput in, Entry to) throws IOException {
    Object[] keys = new Object[VarInts.read(in)];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = state.readKey(in);
    }
    while (in.readBoolean()) {
      long number = in.readLong();
      int at = -1;
      for (int step = VarInts.read(in); step != 0; step = VarInts.read(in)) {
        at += step;
        to.read(keys[at], number, state.readValue(in, false));
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
