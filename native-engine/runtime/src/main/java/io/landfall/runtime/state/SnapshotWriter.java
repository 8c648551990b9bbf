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

  private void writeEntry(Object entryKey, Object value, long stampMs) throws IOException {
    if (state.stampsKeys() && state.isExpired(stampMs, nowMs)) {
      state.noteExpired(new HeapState.Expired(groupIndex, entryKey, null));
      return;
    }
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
