package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;

/** Writes one keyed state's entries, a section for each key group. One thread. */
final class SnapshotWriter {

  private final HeapState state;
  private final Serializer<Object> keys;
  private final Serializer<Object> values;
  private final Serializer<Object> parts;
  private final long nowMs;

  /** Of the section that is being written. */
  private DataOutputStream out;

  private int groupIndex;
  private Object key;

  SnapshotWriter(
      HeapState state,
      Serializer<Object> generic,
      Serializer<Object> values,
      Serializer<Object> parts,
      long nowMs) {
    this.state = state;
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

  /** For each group that has any: all entries that are alive, and then an end mark. */
  void writeTable(CowTable table, SectionOutput to) throws IOException {
    TableScan entries = state.scan(table, Changes.NONE);
    boolean more = entries.next();
    while (more) {
      groupIndex = entries.group();
      begin(to, SectionKind.KEYED_STATE);
      do {
        writeEntry(entries.key(), entries.value(), entries.stampMs());
        more = entries.next();
      } while (more && entries.group() == groupIndex);
      end();
    }
  }

  /**
   * For each group with changes what makes {@code table} of its base: keys that are gone, an end
   * mark, then entries that are new or changed, and an end mark.
   *
   * @param removed null for none
   */
  void writeChanges(CowTable table, CowTable removed, long base, SectionOutput to)
      throws IOException {
    TableScan changed = state.scan(table, base);
    TableScan gone = removed == null ? TableScan.ofNothing() : state.scan(removed, Changes.NONE);
    boolean moreChanged = changed.next();
    boolean moreGone = gone.next();
    while (moreChanged || moreGone) {
      groupIndex =
          !moreGone || moreChanged && changed.group() < gone.group()
              ? changed.group()
              : gone.group();
      begin(to, SectionKind.KEYED_STATE_CHANGES);
      while (moreGone && gone.group() == groupIndex) {
        out.writeBoolean(true);
        state.writeKey(gone.key(), keys, out);
        moreGone = gone.next();
      }
      out.writeBoolean(false);
      while (moreChanged && changed.group() == groupIndex) {
        writeChanged(changed.key(), changed.value(), changed.stampMs());
        moreChanged = changed.next();
      }
      end();
    }
  }

  private void begin(SectionOutput to, SectionKind kind) throws IOException {
    out = to.begin(state.section(kind, groupIndex));
    state.form.write(out);
    out.writeBoolean(state.ttlMs > 0);
  }

  private void end() throws IOException {
    out.writeBoolean(false);
    out.flush();
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
    state.writeKey(entryKey, keys, out);
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
