package io.landfall.runtime.state;

import java.util.Arrays;
import java.util.List;

/**
 * Goes through the entries of a table group by group, where the leading bits of an entry's hash are
 * the number of its group ({@link #hashOf}). A table of many groups is one hash table for those who
 * look up and change, and still can be written group by group. One thread.
 */
final class TableScan {

  /** Entries whose objects are fetched at once. */
  private static final int FETCHED = 16;

  private final List<Segment> segments;
  private final int groupBits;
  private final long changesSince;

  private int nextSegment;
  private Segment segment;

  /** Slots of the segment, of a smaller group first: the group in the high half. */
  private long[] order = {};

  private int slots;
  private int position = -1;
  private int touched;

  /**
   * @param groupBits of each hash, from 0 to 15
   * @param changesSince the number of a layer, to see only what has changed since; {@link
   *     Changes#NONE} for all entries
   */
  TableScan(CowTable table, int groupBits, long changesSince) {
    this(table.segments(), groupBits, changesSince);
  }

  private TableScan(List<Segment> segments, int groupBits, long changesSince) {
    this.segments = segments;
    this.groupBits = groupBits;
    this.changesSince = changesSince;
  }

  static TableScan ofNothing() {
    return new TableScan(List.of(), 0, Changes.NONE);
  }

  /** How many bits tell {@code groups} groups apart. */
  static int bitsFor(int groups) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(groups - 1);
  }

  /** The hash of a key of {@code group} in a table of groups. */
  static int hashOf(Object key, int group, int groupBits) {
    // With no bits, the shift is one by 32, which is one by 0; the group is 0 then.
    return group << (Integer.SIZE - groupBits) | CowTable.hashOf(key) >>> groupBits | 1;
  }

  static int groupOf(int hash, int groupBits) {
    return groupBits == 0 ? 0 : hash >>> (Integer.SIZE - groupBits);
  }

  /** Moves to the next entry; false behind the last. */
  boolean next() {
    position++;
    while (position >= slots) {
      if (nextSegment == segments.size()) {
        return false;
      }
      segment = segments.get(nextSegment++);
      position = 0;
      slots = collect();
    }
    if (position % FETCHED == 0) {
      fetch();
    }
    return true;
  }

  private void fetch() {
    int end = Math.min(slots, position + FETCHED);
    for (int i = position; i < end; i++) {
      touched += segment.touch((int) order[i]);
    }
  }

  private int collect() {
    int count = 0;
    if (order.length < segment.slots()) {
      order = new long[segment.slots()];
    }
    if (changesSince == Changes.NONE) {
      for (int slot = 0; slot < segment.slots(); slot++) {
        if (segment.isTaken(slot)) {
          order[count++] = entry(slot);
        }
      }
    } else {
      ChangeMarks marks = segment.marksSince(changesSince);
      for (int slot = marks == null ? -1 : marks.nextChanged(0);
          slot >= 0;
          slot = marks.nextChanged(slot + 1)) {
        order[count++] = entry(slot);
      }
    }
    if (segment.depth < groupBits) {
      Arrays.sort(order, 0, count);
    }
    return count;
  }

  private long entry(int slot) {
    return (long) groupOf(segment.hash(slot), groupBits) << Integer.SIZE | slot;
  }

  private int slot() {
    return (int) order[position];
  }

  /** Never smaller than that of the entry before. */
  int group() {
    return (int) (order[position] >>> Integer.SIZE);
  }

  Object key() {
    return segment.key(slot());
  }

  Object value() {
    return segment.value(slot());
  }

  /** When the entry was written; 0 if the table is not stamped. */
  long stampMs() {
    return segment.stampsMs == null ? 0 : segment.stampsMs[slot()];
  }
}
