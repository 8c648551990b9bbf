package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The timers of one kind of time: a heap over all key groups for the order, and for each key group
 * a table that knows duplicates. Only the tables go into snapshots, by copy-on-write. Task thread.
 */
final class TimerQueue {

  private final KeyGroupRange range;
  private final SnapshotEpochs epochs;
  private final CowTable[] tables;
  private final TimerHeap heap = new TimerHeap();
  private final Timer probe = new Timer();
  private long nextSequence;

  TimerQueue(KeyGroupRange range, SnapshotEpochs epochs) {
    this.range = range;
    this.epochs = epochs;
    tables = new CowTable[range.size()];
  }

  void register(Object key, int keyGroup, Object namespace, long timestampMs) {
    probe.set(key, keyGroup, namespace, timestampMs);
    CowTable table = tableOf(keyGroup);
    if (!table.seek(probe, CowTable.hashOf(probe))) {
      add(table, key, keyGroup, namespace, timestampMs, nextSequence++);
    }
  }

  private CowTable tableOf(int keyGroup) {
    CowTable table = tables[keyGroup - range.first()];
    if (table == null) {
      table = new CowTable(epochs, false);
      tables[keyGroup - range.first()] = table;
    }
    return table;
  }

  private void add(
      CowTable table, Object key, int keyGroup, Object namespace, long timestampMs, long sequence) {
    Timer timer = new Timer();
    timer.set(key, keyGroup, namespace, timestampMs);
    timer.sequence = sequence;
    table.insert(timer, timer, 0);
    heap.add(timer);
  }

  void delete(Object key, int keyGroup, Object namespace, long timestampMs) {
    probe.set(key, keyGroup, namespace, timestampMs);
    CowTable table = tables[keyGroup - range.first()];
    if (table != null && table.seek(probe, CowTable.hashOf(probe))) {
      heap.remove((Timer) table.value());
      table.remove();
    }
  }

  /** {@link Long#MAX_VALUE} if there is none. */
  long nextTimestampMs() {
    Timer first = heap.first();
    return first == null ? Long.MAX_VALUE : first.timestampMs;
  }

  int size() {
    return heap.size();
  }

  /** Takes the first timer if it is due; null otherwise. */
  Timer takeDue(long nowMs) {
    Timer first = heap.first();
    if (first == null || first.timestampMs > nowMs) {
      return null;
    }
    heap.remove(first);
    CowTable table = tables[first.keyGroup - range.first()];
    boolean found = table.seek(first, CowTable.hashOf(first));
    assert found : "timer at " + first.timestampMs + " is not in its table; has its key changed?";
    table.remove();
    return first;
  }

  /** The tables as they are, by index from the start of the range; null for an empty one. */
  List<CowTable> freeze() {
    List<CowTable> frozen = new ArrayList<>();
    for (CowTable table : tables) {
      frozen.add(table == null || table.size() == 0 ? null : table.freeze());
    }
    return frozen;
  }

  /** Adds what an earlier queue had when it was frozen. */
  void addAll(List<CowTable> frozen) {
    for (CowTable table : frozen) {
      if (table != null) {
        table.forEach(
            (key, value, stampMs) -> {
              Timer timer = (Timer) key;
              restore(
                  timer.key, timer.keyGroup, timer.namespace, timer.timestampMs, timer.sequence);
            });
      }
    }
  }

  private void restore(
      Object key, int keyGroup, Object namespace, long timestampMs, long sequence) {
    CowTable table = tableOf(keyGroup);
    probe.set(key, keyGroup, namespace, timestampMs);
    table.seek(probe, CowTable.hashOf(probe));
    add(table, key, keyGroup, namespace, timestampMs, sequence);
    nextSequence = Math.max(nextSequence, sequence + 1);
  }

  static void write(CowTable table, Serializer<Object> serializer, DataOutput out)
      throws IOException {
    out.writeInt(table.size());
    table.forEach(
        (key, value, stampMs) -> {
          Timer timer = (Timer) key;
          out.writeLong(timer.timestampMs);
          out.writeLong(timer.sequence);
          serializer.write(timer.key, out);
          serializer.write(timer.namespace, out);
        });
  }

  void read(int keyGroup, Serializer<Object> serializer, DataInput in) throws IOException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long timestampMs = in.readLong();
      long sequence = in.readLong();
      Object key = serializer.read(in);
      Object namespace = serializer.read(in);
      restore(key, keyGroup, namespace, timestampMs, sequence);
    }
  }
}
