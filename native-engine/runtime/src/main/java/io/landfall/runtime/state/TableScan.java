package io.landfall.runtime.state;

import java.util.Arrays;
import java.util.List;

/**
 * Goes through the entries of a table group by group, where the leading bits of an entry's hash are
 * the number of its group ({@link #hashOf}). A table of many groups is one hash table for those who
 * look up and change, and still can be written group by group. One thread.
 */
final class TableScan {

  /** Entries whose objects are fetched at once, and segments. */
  private static final int FETCHED = 16;

  /**
   * Segments are gone through together until they have so many entries, or are {@link #FETCHED}.
   */
  private static final int ENOUGH = 64;

  private static final int SEGMENT_BITS = 8;

  private final List<Segment> segments;
  private final int groupBits;
  private final long changesSince;

  /** The next one to be gone through. */
  private int nextSegment;

  private final Segment[] together = new Segment[FETCHED];

  /**
   * Their entries, those of a smaller group first: from the high bits on the group, which of {@link
   * #together}, and the slot.
   */
  private long[] order = {};

  private int count;
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
    return Segment.asHash(group << (Integer.SIZE - groupBits) | CowTable.hashOf(key) >>> groupBits);
  }

  static int groupOf(int hash, int groupBits) {
    return groupBits == 0 ? 0 : hash >>> (Integer.SIZE - groupBits);
  }

  /** Moves to the next entry; false behind the last. */
  boolean next() {
    position++;
    while (position >= count) {
      if (nextSegment == segments.size()) {
        return false;
      }
      position = 0;
      collect();
    }
    if (position % FETCHED == 0) {
      fetch();
    }
    return true;
  }

  private void fetch() {
    int end = Math.min(count, position + FETCHED);
    for (int i = position; i < end; i++) {
      touched += segmentAt(i).touch(slotAt(i));
    }
  }

  private void collect() {
    count = 0;
    for (int i = 0; i < FETCHED && count < ENOUGH && nextSegment < segments.size(); i++) {
      if (nextSegment % FETCHED == 0) {
        fetchSegments();
      }
      together[i] = segments.get(nextSegment++);
      collect(i);
    }
  }

  /** Few entries have changed in each of many: their memory is fetched for several at once. */
  private void fetchSegments() {
    int end = Math.min(segments.size(), nextSegment + FETCHED);
    for (int i = nextSegment; i < end; i++) {
      touched += segments.get(i).size;
    }
    for (int i = nextSegment; i < end && changesSince != Changes.NONE; i++) {
      ChangeMarks marks = segments.get(i).marksSince(changesSince);
      touched += marks == null ? 0 : marks.nextChanged(0);
    }
  }

  private void collect(int index) {
    Segment segment = together[index];
    int first = count;
    if (order.length < count + segment.slots()) {
      order = Arrays.copyOf(order, count + segment.slots());
    }
    if (changesSince == Changes.NONE) {
      for (int slot = 0; slot < segment.slots(); slot++) {
        if (segment.isTaken(slot)) {
          order[count++] = entry(segment, index, slot);
        }
      }
    } else {
      ChangeMarks marks = segment.marksSince(changesSince);
      for (int slot = marks == null ? -1 : marks.nextChanged(0);
          slot >= 0;
          slot = marks.nextChanged(slot + 1)) {
        order[count++] = entry(segment, index, slot);
      }
    }
    if (segment.depth < groupBits) {
      Arrays.sort(order, first, count);
    }
  }

  private long entry(Segment segment, int index, int slot) {
    long group = groupOf(segment.hash(slot), groupBits);
    return (group << SEGMENT_BITS | index) << Integer.SIZE | slot;
  }

  private Segment segmentAt(int at) {
    return together[(int) (order[at] >>> Integer.SIZE) & (1 << SEGMENT_BITS) - 1];
  }

  private int slotAt(int at) {
    return (int) order[at];
  }

  /** Never smaller than that of the entry before. */
  int group() {
    return (int) (order[position] >>> Integer.SIZE + SEGMENT_BITS);
  }

  Object key() {
    return segmentAt(position).key(slotAt(position));
  }

  Object value() {
    return segmentAt(position).value(slotAt(position));
  }

  /** When the entry was written; 0 if the table is not stamped. */
  long stampMs() {
    long[] stampsMs = segmentAt(position).stampsMs;
    return stampsMs == null ? 0 : stampsMs[slotAt(position)];
  }
}
