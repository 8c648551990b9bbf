package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import java.io.DataOutput;
import java.io.IOException;

/** Where one keyed state's entries are written, and with what. One I/O thread. */
final class SnapshotWriter {

  private final DataOutput out;
  private final Serializer<Object> keys;
  private final Serializer<Object> values;
  private final Serializer<Object> parts;
  private final HeapState state;
  private final int groupIndex;
  private final long nowMs;
  private Object key;

  SnapshotWriter(
      DataOutput out,
      HeapState state,
      int groupIndex,
      Serializer<Object> generic,
      Serializer<Object> values,
      Serializer<Object> parts,
      long nowMs) {
    this.out = out;
    this.state = state;
    this.groupIndex = groupIndex;
    this.keys = generic;
    this.values = values;
    this.parts = parts;
    this.nowMs = nowMs;
  }

  DataOutput out() {
    return out;
  }

  Serializer<Object> values() {
    return values;
  }

  /** Of a map's keys. */
  Serializer<Object> parts() {
    return parts;
  }

  /** Writes all that is alive in {@code table}, and then an end mark. */
  void writeTable(CowTable table) throws IOException {
    out.writeByte(state.kind.code());
    out.writeBoolean(state.ttlMs > 0);
    table.forEach(this::writeEntry);
    out.writeBoolean(false);
  }

  /**
   * Writes what makes {@code table} of its base: keys that are gone, an end mark, then entries that
   * are new or changed, and an end mark.
   *
   * @param removed null for none
   */
  void writeChanges(CowTable table, CowTable removed, long base) throws IOException {
    out.writeByte(state.kind.code());
    out.writeBoolean(state.ttlMs > 0);
    if (removed != null) {
      removed.forEach(
          (entryKey, mark, stampMs) -> {
            out.writeBoolean(true);
            keys.write(entryKey, out);
          });
    }
    out.writeBoolean(false);
    table.forEachChanged(base, this::writeChanged);
    out.writeBoolean(false);
  }

  private void writeChanged(Object entryKey, Object value, long stampMs) throws IOException {
    if (state.stampsKeys() && state.isExpired(stampMs, nowMs)) {
      // Written all the same: the base may have an older value that has not expired, if the clock
      // was set back.
      state.noteExpired(new HeapState.Expired(groupIndex, entryKey, null));
    }
    writeAlive(entryKey, value, stampMs);
  }

  private void writeEntry(Object entryKey, Object value, long stampMs) throws IOException {
    if (state.stampsKeys() && state.isExpired(stampMs, nowMs)) {
      state.noteExpired(new HeapState.Expired(groupIndex, entryKey, null));
      return;
    }
    writeAlive(entryKey, value, stampMs);
  }

  private void writeAlive(Object entryKey, Object value, long stampMs) throws IOException {
    key = entryKey;
    out.writeBoolean(true);
    keys.write(entryKey, out);
    if (state.stampsKeys()) {
      out.writeLong(stampMs);
    }
    state.writeValue(value, this);
  }

  /** True, and noted, if a part of the current key's value is past its time. */
  boolean skipExpired(Object part, long stampMs) {
    if (state.ttlMs == 0 || !state.isExpired(stampMs, nowMs)) {
      return false;
    }
    state.noteExpired(new HeapState.Expired(groupIndex, key, part));
    return true;
  }
}
