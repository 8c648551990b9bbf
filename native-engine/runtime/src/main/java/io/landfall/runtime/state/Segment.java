package io.landfall.runtime.state;

/**
 * A bounded piece of a {@link CowTable}: open addressing with linear probing. Deletion shifts the
 * followers back, so that no tombstones are left. As long as all values are {@code Long}s, the bare
 * numbers are kept: a count in an object of its own costs a line of cache more for each record, and
 * an object for the collector to move. Task thread only, but a segment that is part of a snapshot
 * is not changed any more and may be read by another thread.
 */
final class Segment {

  /** 4096 slots of a key, a value and a hash are 48 KiB: copied in about ten microseconds. */
  static final int MAX_SLOTS = 4096;

  private static final int MIN_SLOTS = 4;

  /** How many leading hash bits all keys here have in common. */
  final int depth;

  final long epoch;
  final Object[] keys;
  final int[] hashes;

  /** One of these two is null; both are while there has been no entry. */
  private Object[] values;

  private long[] numbers;

  /** For each slot when it was last written, ms; null without time to live. */
  final long[] stampsMs;

  /**
   * Bit set: the value was put or copied after this segment was, so no snapshot has it. Null: that
   * is so for all, as long as the segment itself is not shared.
   */
  private final long[] ownValues;

  /** Null, or of a base that is no longer the last, if nothing has changed since that. */
  private ChangeMarks marks;

  int size;

  private Segment(int slots, int depth, long epoch, boolean stamped, boolean tracked) {
    this.depth = depth;
    this.epoch = epoch;
    keys = new Object[slots];
    hashes = new int[slots];
    stampsMs = stamped ? new long[slots] : null;
    ownValues = tracked ? new long[(slots + 63) >>> 6] : null;
  }

  private Segment(Segment original, long epoch) {
    depth = original.depth;
    this.epoch = epoch;
    keys = original.keys.clone();
    hashes = original.hashes.clone();
    values = original.values == null ? null : original.values.clone();
    numbers = original.numbers == null ? null : original.numbers.clone();
    stampsMs = original.stampsMs == null ? null : original.stampsMs.clone();
    ownValues = new long[(keys.length + 63) >>> 6];
    marks = original.marks == null ? null : original.marks.copy();
    size = original.size;
  }

  static Segment empty(long epoch, boolean stamped) {
    return new Segment(MIN_SLOTS, 0, epoch, stamped, false);
  }

  /** One that may be changed, with the same values by reference, none of them its own. */
  Segment copy(long newEpoch) {
    return new Segment(this, newEpoch);
  }

  /** The slot of {@code key}, or the complement of the free slot where it belongs. */
  int find(Object key, int hash) {
    int mask = keys.length - 1;
    int slot = hash & mask;
    while (true) {
      Object candidate = keys[slot];
      if (candidate == null) {
        return ~slot;
      }
      if (hashes[slot] == hash && (candidate == key || candidate.equals(key))) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** True if another key makes probing long: three quarters are taken. */
  boolean isFull() {
    return size + (size >>> 1) - (size >>> 3) >= keys.length;
  }

  void insert(int slot, Object key, int hash, Object value, long stampMs) {
    keys[slot] = key;
    hashes[slot] = hash;
    size++;
    set(slot, value, stampMs);
  }

  void set(int slot, Object value, long stampMs) {
    if (stampsMs != null) {
      stampsMs[slot] = stampMs;
    }
    if (numbers != null && value instanceof Long number) {
      numbers[slot] = number;
      return;
    }
    setObject(slot, value);
  }

  private void setObject(int slot, Object value) {
    if (values == null) {
      if (numbers == null && value instanceof Long number) {
        numbers = new long[keys.length];
        numbers[slot] = number;
        return;
      }
      values = numbers == null ? new Object[keys.length] : boxed();
      numbers = null;
    }
    // A value that was changed in place is mostly there already, and a store has its price.
    if (values[slot] != value) {
      values[slot] = value;
    }
    markOwn(slot, true);
  }

  private Object[] boxed() {
    Object[] boxed = new Object[keys.length];
    for (int slot = 0; slot < boxed.length; slot++) {
      if (keys[slot] != null) {
        boxed[slot] = numbers[slot];
      }
    }
    return boxed;
  }

  Object value(int slot) {
    return numbers != null ? (Long) numbers[slot] : values[slot];
  }

  /** True if there is no value that anyone could change in place. */
  boolean holdsNumbers() {
    return numbers != null;
  }

  boolean ownsValue(int slot) {
    return ownValues == null || (ownValues[slot >>> 6] >>> slot & 1) != 0;
  }

  /** The marks since {@code base}; null if nothing has changed. */
  ChangeMarks marksSince(long base) {
    return marks != null && marks.base == base ? marks : null;
  }

  /** The marks since {@code base}, made if there are none; only if the segment may be changed. */
  ChangeMarks ownMarksSince(long base) {
    if (marks == null || marks.base != base) {
      marks = new ChangeMarks(base, keys.length);
    }
    return marks;
  }

  private void markOwn(int slot, boolean own) {
    if (ownValues != null) {
      if (own) {
        ownValues[slot >>> 6] |= 1L << slot;
      } else {
        ownValues[slot >>> 6] &= ~(1L << slot);
      }
    }
  }

  /** Frees {@code slot}; an entry behind it may move into it. */
  void remove(int slot) {
    int mask = keys.length - 1;
    int hole = slot;
    int next = slot;
    while (true) {
      next = (next + 1) & mask;
      if (keys[next] == null) {
        break;
      }
      int home = hashes[next] & mask;
      // An entry may fill the hole only if the hole is not before its home, going round.
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        move(next, hole);
        hole = next;
      }
    }
    keys[hole] = null;
    if (values != null) {
      values[hole] = null;
    }
    markOwn(hole, false);
    if (marks != null) {
      marks.clear(hole);
    }
    size--;
  }

  private void move(int from, int to) {
    keys[to] = keys[from];
    hashes[to] = hashes[from];
    if (numbers != null) {
      numbers[to] = numbers[from];
    } else {
      values[to] = values[from];
    }
    if (stampsMs != null) {
      stampsMs[to] = stampsMs[from];
    }
    markOwn(to, ownsValue(from));
    if (marks != null) {
      marks.set(to, marks, from);
    }
  }

  /** The same entries in twice the slots. */
  Segment grow(long newEpoch) {
    Segment grown =
        new Segment(keys.length << 1, depth, newEpoch, stampsMs != null, mustTrack(newEpoch));
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != null) {
        transfer(slot, grown);
      }
    }
    return grown;
  }

  /** Two of the same size, told apart by one more leading hash bit. */
  Segment[] split(long newEpoch) {
    boolean stamped = stampsMs != null;
    boolean tracked = mustTrack(newEpoch);
    Segment zero = new Segment(keys.length, depth + 1, newEpoch, stamped, tracked);
    Segment one = new Segment(keys.length, depth + 1, newEpoch, stamped, tracked);
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != null) {
        boolean bit = (hashes[slot] >>> (Integer.SIZE - 1 - depth) & 1) != 0;
        transfer(slot, bit ? one : zero);
      }
    }
    return new Segment[] {zero, one};
  }

  <X extends Exception> void forEach(CowTable.Visitor<X> visitor) throws X {
    for (int slot = 0; slot < keys.length; slot++) {
      if (keys[slot] != null) {
        visit(slot, visitor);
      }
    }
  }

  <X extends Exception> void forEachChanged(long base, CowTable.Visitor<X> visitor) throws X {
    ChangeMarks since = marksSince(base);
    if (since != null) {
      for (int slot = since.nextChanged(0); slot >= 0; slot = since.nextChanged(slot + 1)) {
        visit(slot, visitor);
      }
    }
  }

  private <X extends Exception> void visit(int slot, CowTable.Visitor<X> visitor) throws X {
    visitor.visit(keys[slot], value(slot), stampsMs == null ? 0 : stampsMs[slot]);
  }

  private boolean mustTrack(long newEpoch) {
    return ownValues != null || newEpoch != epoch;
  }

  private void transfer(int slot, Segment to) {
    int free = ~to.find(keys[slot], hashes[slot]);
    // In a new epoch this segment may be shared, and so its marks be those of an older snapshot.
    boolean own = to.epoch == epoch && ownsValue(slot);
    to.insert(free, keys[slot], hashes[slot], value(slot), stampsMs == null ? 0 : stampsMs[slot]);
    to.markOwn(free, own);
    if (marks != null) {
      to.ownMarksSince(marks.base).set(free, marks, slot);
    }
  }
}
