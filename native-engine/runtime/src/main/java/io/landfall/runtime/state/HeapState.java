package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the kinds of keyed state on the heap have in common: a table of all key groups, the time to
 * live, and the rule that what a snapshot may refer to is copied before user code gets it.
 */
abstract class HeapState implements State {

  /** Expired entries that are dropped with each write; more than one, so that they run out. */
  private static final int RECLAIMED_PER_WRITE = 2;

  final Form form;
  final String name;

  /** Null for the generic one; only ever duplicated. */
  final Serializer<Object> prototype;

  final HeapKeyedState owner;

  private CowTable table;

  /** The turn in which the cursor was moved to the current key and found it; 0 for none. */
  private long foundInTurn;

  /** 0 for none. */
  final long ttlMs;

  /** What writers of snapshots found expired; filled by I/O threads. */
  private final Queue<Expired> expired = new ConcurrentLinkedQueue<>();

  private final boolean refreshOnRead;

  /** Of the task thread. */
  final Serializer<Object> serializer;

  HeapState(Form form, StateDescriptor<?> descriptor, HeapKeyedState owner) {
    this.form = form;
    this.owner = owner;
    name = descriptor.name();
    prototype = asObjectSerializer(descriptor.serializer());
    serializer = prototype == null ? owner.serializer() : prototype.duplicate();
    ttlMs = descriptor.ttl() == null ? 0 : descriptor.ttl().timeToLive().toMillis();
    refreshOnRead = descriptor.ttl() != null && descriptor.ttl().refreshOnRead();
    table = emptyTable();
  }

  private CowTable emptyTable() {
    return new CowTable(owner.epochs(), stampsKeys(), owner.changes());
  }

  /** Writes one value; on any thread, with serializers of that thread. */
  abstract void writeValue(Object value, SnapshotWriter out) throws IOException;

  /** How many elements {@link #writeValue} would write; 1 or more. */
  int weightOf(Object value) {
    return 1;
  }

  /** Reads what {@link #writeValue} wrote. Null if nothing of it is still alive. */
  abstract Object readValue(DataInput in, boolean stamped) throws IOException;

  /** False if time to live is counted within the value and not for the key. */
  final boolean stampsKeys() {
    return ttlMs > 0 && form.kind != StateKind.MAP;
  }

  @Override
  public void clear() {
    if (seek()) {
      remove();
    }
  }

  /** Removes the entry at the cursor. */
  final void remove() {
    foundInTurn = 0;
    table.remove();
  }

  /** Writes the keys within values, where there are any; of the task thread. */
  Serializer<Object> partSerializer() {
    return serializer;
  }

  /** Of the task thread. */
  final Serializer<Object> keySerializer() {
    return owner.serializer();
  }

  /** How many elements the changes since {@code base} are; 0 if nothing changed. */
  final long changedWeightSince(long base) {
    CowTable removed = table.removedSince(base);
    long[] weight = {removed == null ? 0 : removed.size()};
    table.forEachChanged(base, (key, value, stampMs) -> weight[0] += weightOf(value));
    return weight[0];
  }

  /** Names what is stored of one group. */
  final Section section(SectionKind of, int groupIndex) {
    return new Section(of, name, owner.range().first() + groupIndex);
  }

  /** Goes through a table of this state by key group, from the start of the range. */
  final TableScan scan(CowTable of, long changesSince) {
    return new TableScan(of, owner.groupBits(), changesSince);
  }

  final CowTable table() {
    return table;
  }

  /** Moves the cursor of {@link #table} to the current key; false if it has nothing alive. */
  final boolean seek() {
    if (foundInTurn == owner.turn()) {
      return true;
    }
    if (!seekCurrent()) {
      return false;
    }
    if (!table.isStamped()) {
      foundInTurn = owner.turn();
      return true;
    }
    long nowMs = owner.nowMs();
    if (isExpired(table.stampMs(), nowMs)) {
      table.remove();
      return false;
    }
    if (refreshOnRead && table.stampMs() != nowMs) {
      table.touch(nowMs);
    }
    return true;
  }

  private boolean seekCurrent() {
    if (form.namespaced) {
      NamespacedKey key = owner.requireNamespacedKey(name);
      return table.seek(key, owner.hashOf(key));
    }
    Object key = owner.requireKey(name);
    return table.seek(key, owner.keyHash());
  }

  private Object currentEntryKey() {
    return form.namespaced ? owner.requireNamespacedKey(name).copy() : owner.requireKey(name);
  }

  /** Writes the key of an entry; on any thread, with the generic serializer of that thread. */
  final void writeKey(Object key, Serializer<Object> generic, DataOutput out) throws IOException {
    if (key instanceof NamespacedKey both) {
      generic.write(both.key(), out);
      generic.write(both.namespace(), out);
    } else {
      generic.write(key, out);
    }
  }

  /** Reads what {@link #writeKey} wrote; task thread. */
  final Object readKey(DataInput in) throws IOException {
    Object key = owner.serializer().read(in);
    return form.namespaced ? new NamespacedKey(key, owner.serializer().read(in)) : key;
  }

  /** Takes over what an earlier start of the job had of this state. */
  final void resume(HeapState earlier) {
    if (!earlier.form.equals(form) || earlier.ttlMs > 0 != ttlMs > 0) {
      // Another start, which reads what is stored, can tell the user, or make up for it.
      throw new IllegalStateException(
          "state " + name + ": was held as " + earlier.describe() + ", not as " + describe());
    }
    table = earlier.table;
  }

  private String describe() {
    return form + (ttlMs > 0 ? " with a time to live" : "");
  }

  /** Its table begins as it was held. */
  final void resume(CowTable kept) {
    table = kept.fork();
  }

  /** Gives the memory back; what others hold of this state stays. */
  final void close() {
    foundInTurn = 0;
    table = emptyTable();
  }

  /** A copy of a value that a snapshot has. */
  final Object copied(Object value) {
    owner.epochs().reportCopied(HeapRetention.SLOTS_PER_VALUE);
    return serializer.copy(value);
  }

  /** The current key's value, not shared with any snapshot if it can change; null if absent. */
  final Object readOwned() {
    if (!seek()) {
      return null;
    }
    Object value = table.value();
    if (table.isNumber()) {
      return value;
    }
    if (table.isValueShared()) {
      if (!serializer.isImmutable(value)) {
        value = copied(value);
        table.set(value, table.isStamped() ? table.stampMs() : 0);
      }
    } else if (table.isUnmarked() && !serializer.isImmutable(value)) {
      // Whoever reads it may change it, and need not say so.
      table.markChanged();
    }
    return value;
  }

  /** Gives the current key {@code value}, and moves the cursor to it. */
  final void write(Object value) {
    if (foundInTurn == owner.turn()) {
      table.set(value, 0);
      return;
    }
    long stampMs = ttlMs > 0 ? owner.nowMs() : 0;
    if (seekCurrent()) {
      table.set(value, stampMs);
    } else {
      table.insert(currentEntryKey(), value, stampMs);
    }
    if (ttlMs > 0) {
      reclaim();
    } else {
      foundInTurn = owner.turn();
    }
  }

  final void remove(Object key, int hash) {
    foundInTurn = 0;
    if (table.seek(key, hash)) {
      table.remove();
    }
  }

  /** For any key; the cursor is there then. */
  final void write(Object key, int hash, Object value, long stampMs) {
    foundInTurn = 0;
    if (table.seek(key, hash)) {
      table.set(value, stampMs);
    } else {
      table.insert(key, value, stampMs);
    }
  }

  final boolean isExpired(long stampMs, long nowMs) {
    return nowMs - stampMs >= ttlMs;
  }

  final boolean refreshesOnRead() {
    return refreshOnRead;
  }

  /** Any thread. */
  final void noteExpired(Expired found) {
    expired.add(found);
  }

  /** Drops a few of what snapshots found expired; moves cursors. */
  final void reclaim() {
    foundInTurn = 0;
    for (int i = 0; i < RECLAIMED_PER_WRITE; i++) {
      Expired found = expired.poll();
      if (found == null) {
        return;
      }
      if (table.seek(found.key(), owner.hashOf(found.key(), found.groupIndex()))) {
        dropExpired(table, found);
      }
    }
  }

  /** Drops the entry at the cursor if it is still expired. */
  void dropExpired(CowTable table, Expired found) {
    if (isExpired(table.stampMs(), owner.nowMs())) {
      table.remove();
    }
  }

  @SuppressWarnings("unchecked")
  static Serializer<Object> asObjectSerializer(Serializer<?> any) {
    return (Serializer<Object>) any;
  }

  /**
   * What has to be asked for as it was stored.
   *
   * @param namespaced whether there is a value for each namespace of a key
   */
  record Form(StateKind kind, boolean namespaced) {

    /** Above all kinds there will ever be. */
    private static final int NAMESPACED = 1 << 6;

    void write(DataOutput out) throws IOException {
      out.writeByte(kind.code() | (namespaced ? NAMESPACED : 0));
    }

    static Form read(DataInput in) throws IOException {
      int code = in.readUnsignedByte();
      return new Form(StateKind.of(code & ~NAMESPACED), (code & NAMESPACED) != 0);
    }

    @Override
    public String toString() {
      return "a " + kind + " state" + (namespaced ? " of namespaces" : "");
    }
  }

  /**
   * An entry that was past its time when a snapshot was written.
   *
   * @param part within the value, such as a map's key; null for the whole
   */
  record Expired(int groupIndex, Object key, Object part) {}
}
