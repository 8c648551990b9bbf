package io.landfall.runtime.state;

import io.landfall.operators.spi.Touch;

/**
 * A bounded piece of a {@link CowTable}: open addressing with linear probing. Deletion shifts the
 * followers back, so that no tombstones are left. As long as all keys, or all values, are {@code
 * Long}s, the bare numbers are kept: an object costs a line of cache or two more for each record,
 * and the collector has to move it. Task thread only, but a segment that is part of a snapshot is
 * not changed any more and may be read by another thread.
 */
final class Segment {

  /** 4096 slots of a key, a value and a hash are 48 to 80 KiB: copied in 10 to 20 us. */
  static final int MAX_SLOTS = 4096;

  private static final int MIN_SLOTS = 4;

  /** How many leading hash bits all keys here have in common. */
  final int depth;

  final long epoch;

  /** In a taken slot: nothing has changed there since {@link #markedLayer}. */
  private static final int UNCHANGED = 1;

  /**
   * 0 where the slot is free. Whether the entry is marked as changed is told by the lowest bit,
   * which all hashes have set: who looks up a key has it at hand, and the marks would be three
   * lines of cache more for each record.
   */
  private final int[] hashes;

  /** One of these two is null; both are while there has been no entry. */
  private Object[] keys;

  private long[] numberKeys;

  /** As above. */
  private Object[] values;

  private long[] numbers;

  /** For each slot when it was last written, ms; null without time to live. */
  final long[] stampsMs;

  /**
   * Bit set: the value was put or copied after this segment was, so no snapshot has it. Null: that
   * is so for all, as long as the segment itself is not shared.
   */
  private long[] ownValues;

  /** Since {@link #markedLayer}; null as long as that is none. */
  private ChangeMarks marks;

  /** The number of a layer. If it is no longer the topmost, nothing has changed since that. */
  private long markedLayer = Changes.NONE;

  /** The last of {@link SnapshotEpochs#interval} in which it was changed; 0 for none. */
  long lastChangedIn;

  int size;

  private Segment(int slots, int depth, long epoch, boolean stamped, boolean tracked) {
    this.depth = depth;
    this.epoch = epoch;
    hashes = new int[slots];
    stampsMs = stamped ? new long[slots] : null;
    ownValues = tracked ? Bits.below(slots) : null;
  }

  private Segment(Segment original, long epoch) {
    depth = original.depth;
    this.epoch = epoch;
    hashes = original.hashes.clone();
    keys = original.keys == null ? null : original.keys.clone();
    numberKeys = original.numberKeys == null ? null : original.numberKeys.clone();
    values = original.values == null ? null : original.values.clone();
    numbers = original.numbers == null ? null : original.numbers.clone();
    stampsMs = original.stampsMs == null ? null : original.stampsMs.clone();
    ownValues = Bits.below(hashes.length);
    marks = original.marks == null ? null : original.marks.copy();
    markedLayer = original.markedLayer;
    lastChangedIn = original.lastChangedIn;
    size = original.size;
  }

  static Segment empty(long epoch, boolean stamped) {
    return new Segment(MIN_SLOTS, 0, epoch, stamped, false);
  }

  /** One that may be changed, with the same values by reference, none of them its own. */
  Segment copy(long newEpoch) {
    return new Segment(this, newEpoch);
  }

  int slots() {
    return hashes.length;
  }

  /** {@code bits} as a hash: the lowest bit is always set, and never that alone. */
  static int asHash(int bits) {
    return bits >>> 1 == 0 ? 3 : bits | 1;
  }

  private int home(int hash) {
    // The lowest bit is always set.
    return hash >>> 1 & hashes.length - 1;
  }

  boolean isTaken(int slot) {
    return hashes[slot] != 0;
  }

  int hash(int slot) {
    return hashes[slot] | UNCHANGED;
  }

  Object key(int slot) {
    return numberKeys != null ? (Long) numberKeys[slot] : keys[slot];
  }

  /**
   * The slot of {@code key}, or the complement of the free slot where it belongs. Probing looks at
   * hashes only: they are few enough to stay in a near cache, so that a branch that was predicted
   * wrong is found out soon.
   *
   * @param hash see {@link #asHash}
   */
  int find(Object key, int hash) {
    int mask = hashes.length - 1;
    int slot = home(hash);
    for (int found; (found = hashes[slot]) != 0; slot = slot + 1 & mask) {
      if ((found | UNCHANGED) == hash && isKey(slot, key)) {
        return slot;
      }
    }
    return ~slot;
  }

  private boolean isKey(int slot, Object key) {
    if (numberKeys != null) {
      return key instanceof Long number && numberKeys[slot] == number;
    }
    Object candidate = keys[slot];
    // The sought key is asked: how long a string is, which the processor guesses wrong, is then
    // known before the candidate has come from memory.
    return candidate == key || key.equals(candidate);
  }

  /** Where probing for {@code hash} begins. */
  int homeHash(int hash) {
    return hashes[home(hash)];
  }

  /** The first slot with {@code hash}; -1 if there is none. */
  int findHash(int hash) {
    int mask = hashes.length - 1;
    int slot = home(hash);
    for (int found; ((found = hashes[slot]) | UNCHANGED) != hash; slot = slot + 1 & mask) {
      if (found == 0) {
        return -1;
      }
    }
    return slot;
  }

  /**
   * Loads the key and the value at a slot. Numbers are here; objects are to be fetched next.
   *
   * @return of no meaning
   */
  int fetch(int slot, AnnouncedKeys next) {
    next.found(keys == null ? null : keys[slot]);
    next.found(values == null ? null : values[slot]);
    return (numberKeys == null ? 0 : (int) numberKeys[slot])
        + (numbers == null ? 0 : (int) numbers[slot]);
  }

  /** Loads the objects at a slot, to be read soon; the result has no meaning. */
  int touch(int slot) {
    return (keys == null ? 0 : Touch.object(keys[slot]))
        + (values == null ? 0 : Touch.object(values[slot]));
  }

  /** True if another key makes probing long: three quarters are taken. */
  boolean isFull() {
    return size + (size >>> 1) - (size >>> 3) >= hashes.length;
  }

  void insert(int slot, Object key, int hash, Object value, long stampMs) {
    setKey(slot, key);
    hashes[slot] = hash;
    size++;
    set(slot, value, stampMs);
  }

  private void setKey(int slot, Object key) {
    if (key instanceof Long number && keys == null) {
      if (numberKeys == null) {
        numberKeys = new long[hashes.length];
      }
      numberKeys[slot] = number;
      return;
    }
    if (keys == null) {
      keys = numberKeys == null ? new Object[hashes.length] : boxed(numberKeys);
      numberKeys = null;
    }
    keys[slot] = key;
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
        numbers = new long[hashes.length];
        numbers[slot] = number;
        return;
      }
      values = numbers == null ? new Object[hashes.length] : boxed(numbers);
      numbers = null;
    }
    // A value that was changed in place is mostly there already, and a store has its price.
    if (values[slot] != value) {
      values[slot] = value;
    }
    markOwn(slot, true);
  }

  private Object[] boxed(long[] bare) {
    Object[] boxed = new Object[bare.length];
    for (int slot = 0; slot < boxed.length; slot++) {
      if (isTaken(slot)) {
        boxed[slot] = bare[slot];
      }
    }
    return boxed;
  }

  Object value(int slot) {
    return numbers != null ? (Long) numbers[slot] : values[slot];
  }

  /** Only if it {@link #holdsNumbers}, as the next. */
  long number(int slot) {
    return numbers[slot];
  }

  void setNumber(int slot, long number) {
    numbers[slot] = number;
  }

  /** True if there is no value that anyone could change in place. */
  boolean holdsNumbers() {
    return numbers != null;
  }

  boolean ownsValue(int slot) {
    return ownValues == null || Bits.has(ownValues, slot);
  }

  /** No snapshot has any value, nor this segment. */
  void ownAllValues() {
    ownValues = null;
  }

  /** Whether the entry at a slot is marked as changed since {@code layer}. */
  boolean isMarked(long layer, int slot) {
    return markedLayer == layer && (hashes[slot] & UNCHANGED) == 0;
  }

  /** The marks since {@code layer}; null if nothing has changed. */
  ChangeMarks marksSince(long layer) {
    return markedLayer == layer ? marks : null;
  }

  /**
   * Marks the entry at a slot; only if the segment may be changed.
   *
   * @param added whether the layers do not have the key
   */
  void mark(long layer, int slot, boolean added) {
    if (markedLayer != layer) {
      unmarkAll();
      marks = new ChangeMarks(hashes.length);
      markedLayer = layer;
    }
    hashes[slot] &= ~UNCHANGED;
    marks.set(slot, added);
  }

  private void unmarkAll() {
    for (int slot = 0; slot < hashes.length && marks != null; slot++) {
      if (isTaken(slot)) {
        hashes[slot] |= UNCHANGED;
      }
    }
  }

  private void markOwn(int slot, boolean own) {
    if (ownValues != null) {
      Bits.put(ownValues, slot, own);
    }
  }

  /** Frees {@code slot}; an entry behind it may move into it. */
  void remove(int slot) {
    int mask = hashes.length - 1;
    int hole = slot;
    for (int next = slot + 1 & mask; isTaken(next); next = next + 1 & mask) {
      int home = home(hashes[next]);
      // An entry may fill the hole only if the hole is not before its home, going round.
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        move(next, hole);
        hole = next;
      }
    }
    hashes[hole] = 0;
    if (keys != null) {
      keys[hole] = null;
    } else {
      numberKeys[hole] = 0;
    }
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
    if (keys != null) {
      keys[to] = keys[from];
    } else {
      numberKeys[to] = numberKeys[from];
    }
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
      marks.move(from, to);
    }
  }

  /** The same entries in twice the slots. */
  Segment grow(long newEpoch) {
    Segment grown =
        new Segment(hashes.length << 1, depth, newEpoch, stampsMs != null, mustTrack(newEpoch));
    for (int slot = 0; slot < hashes.length; slot++) {
      if (isTaken(slot)) {
        transfer(slot, grown);
      }
    }
    return grown;
  }

  /** Two of the same size, told apart by one more leading hash bit. */
  Segment[] split(long newEpoch) {
    boolean stamped = stampsMs != null;
    boolean tracked = mustTrack(newEpoch);
    Segment zero = new Segment(hashes.length, depth + 1, newEpoch, stamped, tracked);
    Segment one = new Segment(hashes.length, depth + 1, newEpoch, stamped, tracked);
    for (int slot = 0; slot < hashes.length; slot++) {
      if (isTaken(slot)) {
        boolean bit = (hash(slot) >>> (Integer.SIZE - 1 - depth) & 1) != 0;
        transfer(slot, bit ? one : zero);
      }
    }
    return new Segment[] {zero, one};
  }

  <X extends Exception> void forEach(CowTable.Visitor<X> visitor) throws X {
    for (int slot = 0; slot < hashes.length; slot++) {
      if (isTaken(slot)) {
        visit(slot, visitor);
      }
    }
  }

  <X extends Exception> void forEachChanged(long layer, CowTable.Visitor<X> visitor) throws X {
    ChangeMarks since = marksSince(layer);
    if (since != null) {
      for (int slot = since.nextChanged(0); slot >= 0; slot = since.nextChanged(slot + 1)) {
        visit(slot, visitor);
      }
    }
  }

  private <X extends Exception> void visit(int slot, CowTable.Visitor<X> visitor) throws X {
    visitor.visit(key(slot), value(slot), stampsMs == null ? 0 : stampsMs[slot]);
  }

  private boolean mustTrack(long newEpoch) {
    return ownValues != null || newEpoch != epoch;
  }

  private void transfer(int slot, Segment to) {
    Object key = key(slot);
    int free = ~to.find(key, hash(slot));
    // In a new epoch this segment may be shared, and so its marks be those of an older snapshot.
    boolean own = to.epoch == epoch && ownsValue(slot);
    to.insert(free, key, hash(slot), value(slot), stampsMs == null ? 0 : stampsMs[slot]);
    to.markOwn(free, own);
    if (isMarked(markedLayer, slot)) {
      to.mark(markedLayer, free, marks.isAdded(slot));
    }
  }
}
