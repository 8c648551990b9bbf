package io.landfall.runtime.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A hash table whose growth and whose snapshots never take long, however large it is.
 *
 * <p>Extendible hashing (Fagin and others, 1979): a directory, indexed by the leading bits of the
 * hash, leads to bounded {@link Segment}s; a full one is split, the others stay. Copy-on-write:
 * what a snapshot has is not changed; the first change of a shared segment copies that segment.
 *
 * <pre>
 *  hash 0xA7...  leading bits 10 ─▶ directory [00][01][10][11]
 *                                              │   │   └──┴──▶ segment, depth 1
 *                                              │   └──▶ segment, depth 2
 *                                              └──▶ segment, depth 2
 * </pre>
 *
 * <p>Works by a cursor: {@link #seek}, then look at, change, or insert what was sought. Nothing is
 * allocated but by growth and the first change after a snapshot. Task thread only; a {@link #freeze
 * frozen} one may be iterated by another.
 */
final class CowTable {

  /**
   * Only many equal hashes lead further; then segments grow beyond their bound instead. More bits
   * would be those that choose the slot, too.
   */
  private static final int MAX_DEPTH = 20;

  private final SnapshotEpochs epochs;
  private final boolean stamped;
  private final Changes changes;

  /** When this object was made; a snapshot of a table within a table has the object itself. */
  private final long epoch;

  private Segment[] directory;
  private long directoryEpoch;
  private int directoryDepth;
  private int size;

  /** The keys that the layers up to {@link #removedSince} have and this has lost; null for none. */
  private CowTable removed;

  private long removedSince;

  /** Entries marked as changed since {@link #countedSince}. */
  private int changedCount;

  private long countedSince;

  /**
   * In the directory. The cursor is numbers only: to store a reference in an old object costs a
   * fence with G1, for each record.
   */
  private int cursorIndex;

  private int cursorSlot;
  private int cursorHash;

  /**
   * @param stamped true to keep for each entry when it was written
   */
  CowTable(SnapshotEpochs epochs, boolean stamped) {
    this(epochs, stamped, Changes.UNTRACKED);
  }

  /**
   * @param changes says since which layer changes are marked
   */
  CowTable(SnapshotEpochs epochs, boolean stamped, Changes changes) {
    this.epochs = epochs;
    this.stamped = stamped;
    this.changes = changes;
    epoch = epochs.current();
    directory = new Segment[] {Segment.empty(epoch, stamped)};
    directoryEpoch = epoch;
  }

  private CowTable(CowTable original) {
    epochs = original.epochs;
    stamped = original.stamped;
    changes = original.changes;
    epoch = original.epochs.current();
    directory = original.directory;
    directoryEpoch = original.directoryEpoch;
    directoryDepth = original.directoryDepth;
    size = original.size;
  }

  /**
   * Spreads over all bits, and differently from the choice of the key group. What else goes into
   * the leading bits decides what is near to what: see {@link TableScan}.
   */
  static int hashOf(Object key) {
    return Segment.asHash(KeyGroups.mix(key.hashCode() ^ 0x5bd1e995));
  }

  int size() {
    return size;
  }

  boolean isStamped() {
    return stamped;
  }

  /** The table as it is now; valid as long as a snapshot taken right after it lives. */
  CowTable freeze() {
    return new CowTable(this);
  }

  /** True if a live snapshot may refer to this object, so that only a {@link #fork} may change. */
  boolean isShared() {
    return epochs.isShared(epoch);
  }

  /** An equal one that may be changed. */
  CowTable fork() {
    return new CowTable(this);
  }

  /** Moves the cursor to {@code key}, or to where it belongs; true if it is there. */
  boolean seek(Object key, int hash) {
    cursorHash = hash;
    cursorIndex = leadingBits(hash, directoryDepth);
    cursorSlot = directory[cursorIndex].find(key, hash);
    return cursorSlot >= 0;
  }

  /** Fetches what {@link #seek} and {@link #value} will need for the keys that come next. */
  void fetch(AnnouncedKeys next) {
    int count = next.count();
    int[] slots = next.slots();
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += segmentOf(next.hash(i)).homeHash(next.hash(i));
    }
    for (int i = 0; i < count; i++) {
      slots[i] = segmentOf(next.hash(i)).findHash(next.hash(i));
    }
    for (int i = 0; i < count; i++) {
      if (slots[i] >= 0) {
        sum += segmentOf(next.hash(i)).fetch(slots[i], next);
      }
    }
    next.loaded(sum);
    next.fetchFound();
  }

  private Segment segmentOf(int hash) {
    return directory[leadingBits(hash, directoryDepth)];
  }

  private Segment cursorSegment() {
    return directory[cursorIndex];
  }

  /** The value at the cursor. */
  Object value() {
    return cursorSegment().value(cursorSlot);
  }

  /** When the entry at the cursor was written; only if stamped. */
  long stampMs() {
    return cursorSegment().stampsMs[cursorSlot];
  }

  /** True if the value at the cursor is a number, which nobody can change in place. */
  boolean isNumber() {
    return cursorSegment().holdsNumbers();
  }

  /** The number at the cursor; only if it {@link #isNumber}. */
  long number() {
    return cursorSegment().number(cursorSlot);
  }

  /** Replaces the number at the cursor; only if it {@link #isNumber}, and nothing is stamped. */
  void setNumber(long number) {
    writable().setNumber(cursorSlot, number);
    markChanged();
  }

  /** True if a live snapshot may refer to the value at the cursor. */
  boolean isValueShared() {
    if (!epochs.anyLive()) {
      return false;
    }
    Segment segment = cursorSegment();
    return epochs.isShared(segment.epoch) || !segment.ownsValue(cursorSlot);
  }

  /** Replaces the value at the cursor by one that no snapshot refers to. */
  void set(Object value, long stampMs) {
    writable().set(cursorSlot, value, stampMs);
    markChanged();
  }

  /** Sets when the entry at the cursor was written. */
  void touch(long stampMs) {
    writable().stampsMs[cursorSlot] = stampMs;
    markChanged();
  }

  /** True if {@link #markChanged} would change anything. */
  boolean isUnmarked() {
    long layer = changes.layer();
    if (layer == Changes.NONE) {
      return false;
    }
    return !cursorSegment().isMarked(layer, cursorSlot);
  }

  /** To be called when the value at the cursor changes, or may, without {@link #set}. */
  void markChanged() {
    if (isUnmarked()) {
      writable().mark(changes.layer(), cursorSlot, false);
      countChanged(1);
    }
  }

  private void countChanged(int difference) {
    changedCount = markedSince(changes.layer()) + difference;
    countedSince = changes.layer();
  }

  private int markedSince(long layer) {
    return countedSince == layer ? changedCount : 0;
  }

  /**
   * Keys that the layers up to {@code layer} lack or have another value for, and keys that they
   * have and this has lost.
   */
  long changesSince(long layer) {
    CowTable lost = removedSince(layer);
    return markedSince(layer) + (lost == null ? 0 : lost.size());
  }

  /** Adds what {@link #seek} did not find. */
  void insert(Object key, Object value, long stampMs) {
    while (cursorSegment().isFull()) {
      makeRoom();
      seek(key, cursorHash);
    }
    Segment segment = writable();
    segment.insert(~cursorSlot, key, cursorHash, value, stampMs);
    cursorSlot = ~cursorSlot;
    size++;
    if (changes.layer() != Changes.NONE) {
      segment.mark(changes.layer(), cursorSlot, true);
      countChanged(1);
    }
  }

  /** Removes the entry at the cursor, which is nowhere then. */
  void remove() {
    Segment segment = writable();
    if (changes.layer() != Changes.NONE) {
      noteRemoval(segment);
    }
    segment.remove(cursorSlot);
    size--;
  }

  private void noteRemoval(Segment segment) {
    if (segment.isMarked(changes.layer(), cursorSlot)) {
      countChanged(-1);
      if (segment.marksSince(changes.layer()).isAdded(cursorSlot)) {
        return;
      }
    }
    if (removedSince(changes.layer()) == null) {
      removed = new CowTable(epochs, false);
      removedSince = changes.layer();
    }
    Object key = cursorSegment().key(cursorSlot);
    // An entry that is not marked as added was in a layer, and this is its first removal.
    removed.seek(key, cursorHash);
    removed.insert(key, Boolean.TRUE, 0);
  }

  /**
   * The keys that the layers up to {@code layer} have and this has lost, also if they have come
   * again; or null.
   */
  CowTable removedSince(long layer) {
    return removedSince == layer ? removed : null;
  }

  /** Gives the memory of {@link #removedSince} back. */
  void forgetRemoved() {
    removed = null;
  }

  /** Calls {@code visitor} for each entry; what it changes here may or may not be seen. */
  <X extends Exception> void forEach(Visitor<X> visitor) throws X {
    forEachSegment(segment -> segment.forEach(visitor));
  }

  /**
   * As {@link #forEach}, for the entries that the layers up to {@code layer} lack or have another
   * value for.
   */
  <X extends Exception> void forEachChanged(long layer, Visitor<X> visitor) throws X {
    forEachSegment(segment -> segment.forEachChanged(layer, visitor));
  }

  private <X extends Exception> void forEachSegment(SegmentVisitor<X> visitor) throws X {
    Segment[] all = directory;
    int depth = directoryDepth;
    int index = 0;
    while (index < all.length) {
      Segment segment = all[index];
      visitor.visit(segment);
      index += 1 << (depth - segment.depth);
    }
  }

  /** In the order of the leading bits of the hashes. */
  List<Segment> segments() {
    List<Segment> segments = new ArrayList<>();
    forEachSegment(segments::add);
    return segments;
  }

  /** The cursor's segment, copied if a snapshot has it; the slots stay the same. */
  private Segment writable() {
    Segment segment = cursorSegment();
    if (epochs.isShared(segment.epoch)) {
      segment = segment.copy(epochs.current());
      replace(segment);
      epochs.reportCopied(segment.slots());
    }
    if (segment.lastChangedIn != epochs.interval()) {
      segment.lastChangedIn = epochs.interval();
      if (!epochs.anyLive()) {
        segment.ownAllValues();
      }
      epochs.reportTouched(segment.slots());
    }
    return segment;
  }

  private void makeRoom() {
    Segment full = cursorSegment();
    if (full.slots() < Segment.MAX_SLOTS || full.depth >= MAX_DEPTH) {
      replace(full.grow(epochs.current()));
      return;
    }
    Segment[] halves = full.split(epochs.current());
    if (full.depth == directoryDepth) {
      doubleDirectory();
    } else {
      ownDirectory();
    }
    int depth = full.depth + 1;
    int zero = leadingBits(cursorHash, depth) & ~1;
    fill(halves[0], zero, depth);
    fill(halves[1], zero | 1, depth);
  }

  /** Puts {@code segment} in the place of the cursor's, which has the same depth. */
  private void replace(Segment segment) {
    ownDirectory();
    fill(segment, leadingBits(cursorHash, segment.depth), segment.depth);
  }

  private static int leadingBits(int hash, int count) {
    // A shift by 32 would be one by 0.
    return count == 0 ? 0 : hash >>> (Integer.SIZE - count);
  }

  private void fill(Segment segment, int prefix, int depth) {
    int width = 1 << (directoryDepth - depth);
    Arrays.fill(directory, prefix * width, (prefix + 1) * width, segment);
  }

  private void ownDirectory() {
    if (epochs.isShared(directoryEpoch)) {
      directory = directory.clone();
      directoryEpoch = epochs.current();
    }
  }

  private void doubleDirectory() {
    Segment[] doubled = new Segment[2 << directoryDepth];
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] = directory[i >>> 1];
    }
    directory = doubled;
    directoryEpoch = epochs.current();
    directoryDepth++;
  }

  @FunctionalInterface
  private interface SegmentVisitor<X extends Exception> {
    void visit(Segment segment) throws X;
  }

  /** Sees the entries of a table. */
  @FunctionalInterface
  interface Visitor<X extends Exception> {
    void visit(Object key, Object value, long stampMs) throws X;
  }
}
