package io.landfall.runtime.state;

import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A state with one entry for each key, or each key and namespace: a table of all key groups, time
 * to live, and the rule that what a snapshot may refer to is copied before user code gets it.
 */
abstract class HeapTableState extends HeapState implements State {

  /** Expired entries that are dropped with each write; more than one, so that they run out. */
  private static final int RECLAIMED_PER_WRITE = 2;

  /** The entries of so many do not fit into the nearer caches. */
  private static final int FAR_ENTRIES = 1 << 14;

  private CowTable table;

  /** The last announced keys for which this was used, in the hope that it is for the next, too. */
  private long usedInBatch = AnnouncedKeys.NO_BATCH;

  /** The turn in which the cursor was moved to the current key and found it; 0 for none. */
  private long foundInTurn;

  HeapTableState(Form form, StateDescriptor<?> descriptor, HeapKeyedState owner) {
    super(form, descriptor, owner);
    table = emptyTable();
  }

  @Override
  final void fetchAnnounced() {
    AnnouncedKeys announced = owner.announced();
    if (usedInBatch == announced.batch() - 1 && table.size() >= FAR_ENTRIES) {
      table.fetch(announced);
    }
  }

  private CowTable emptyTable() {
    return new CowTable(owner.epochs(), stampsKeys(), owner.changes());
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

  @Override
  final long entryCount() {
    return table.size();
  }

  @Override
  final void onLayer() {
    table.forgetRemoved();
  }

  @Override
  final long changesSince(long layer) {
    return table.changesSince(layer);
  }

  @Override
  final long lowestLayerNeeded(long layer) {
    // Which layer an entry is in is not known.
    return table.size() == 0 ? Long.MAX_VALUE : Changes.NONE;
  }

  @Override
  final long changedWeightSince(long layer) {
    if (!hasParts()) {
      // To go through many segments for a few entries takes as long as to write them.
      return table.changesSince(layer);
    }
    CowTable removed = table.removedSince(layer);
    long[] weight = {removed == null ? 0 : removed.size()};
    table.forEachChanged(layer, (key, value, stampMs) -> weight[0] += weightOf(value));
    return weight[0];
  }

  @Override
  final HeapImage image(long changesSince, boolean frozen) {
    CowTable removed = changesSince == Changes.NONE ? null : table.removedSince(changesSince);
    return new TableImage(
        frozen ? table.freeze() : table,
        frozen && removed != null ? removed.freeze() : removed,
        changesSince);
  }

  @Override
  final void resume(HeapImage held) {
    table = ((TableImage) held).table.fork();
  }

  @Override
  final void takeOver(HeapState earlier) {
    requireSameForm(earlier);
    table = ((HeapTableState) earlier).table;
  }

  @Override
  final void close() {
    foundInTurn = 0;
    table = emptyTable();
  }

  @Override
  final void restore(List<UnclaimedSections.Piece> pieces) {
    StoredEntries.read(this, pieces, this::readGroup);
  }

  private void readGroup(int group, boolean stamped, boolean areChanges, DataInput in)
      throws IOException {
    if (areChanges) {
      while (in.readBoolean()) {
        Object key = readKey(in);
        remove(key, owner.hashOf(key, group));
      }
    }
    while (in.readBoolean()) {
      Object key = readKey(in);
      long stampMs = stamped && form.kind() != StateKind.MAP ? in.readLong() : owner.nowMs();
      Object value = readValue(in, stamped);
      if (value != null) {
        write(key, owner.hashOf(key, group), value, stampMs);
      } else {
        // Beneath, there may be parts that were taken out since.
        remove(key, owner.hashOf(key, group));
      }
    }
  }

  final CowTable table() {
    return table;
  }

  /** A copy; of those that have anything alive. */
  final List<Object> keys() {
    List<Object> keys = new ArrayList<>(table.size());
    long nowMs = ttlMs > 0 ? owner.nowMs() : 0;
    table.forEach(
        (key, value, stampMs) -> {
          if (ttlMs == 0 || isAlive(value, stampMs, nowMs)) {
            keys.add(key);
          }
        });
    return keys;
  }

  /** Of a state with a time to live. */
  boolean isAlive(Object value, long stampMs, long nowMs) {
    return !isExpired(stampMs, nowMs);
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
    if (refreshesOnRead() && table.stampMs() != nowMs) {
      table.touch(nowMs);
    }
    return true;
  }

  private boolean seekCurrent() {
    if (form.namespaced()) {
      NamespacedKey key = owner.requireNamespacedKey(name);
      return table.seek(key, owner.hashOf(key));
    }
    Object key = owner.requireKey(name);
    usedInBatch = owner.announced().batch();
    return table.seek(key, owner.keyHash());
  }

  private Object currentEntryKey() {
    return form.namespaced() ? owner.requireNamespacedKey(name).copy() : owner.requireKey(name);
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

  /**
   * A table.
   *
   * @param removed keys that only the layers have; null for none
   */
  private record TableImage(CowTable table, CowTable removed, long changesSince)
      implements HeapImage {

    @Override
    public void writeEntries(SnapshotWriter to) throws IOException {
      to.writeTable(table);
    }

    @Override
    public void writeChanges(SnapshotWriter to) throws IOException {
      to.writeChanges(table, removed, changesSince);
    }
  }
}
