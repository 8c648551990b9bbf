package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.runtime.serialization.SectionSerializer;
import java.io.DataOutput;
import java.io.IOException;

/** Writes one keyed state's entries, a section for each key group. One thread. */
final class SnapshotWriter {

  private final HeapState state;
  private final SectionSerializer keys;
  private final Serializer<Object> values;
  private final Serializer<Object> parts;
  private final long nowMs;
  private final SectionOutput sections;

  /** Of the section that is being written. */
  private SectionStream out;

  private int groupIndex;
  private Object key;

  SnapshotWriter(
      HeapState state,
      SectionSerializer generic,
      Serializer<Object> values,
      Serializer<Object> parts,
      long nowMs,
      SectionOutput sections) {
    this.state = state;
    this.keys = generic;
    this.values = values;
    this.parts = parts;
    this.nowMs = nowMs;
    this.sections = sections;
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
  void writeTable(CowTable table) throws IOException {
    TableScan entries = state.scan(table, Changes.NONE);
    boolean more = entries.next();
    while (more) {
      begin(SectionKind.KEYED_STATE, entries.group());
      more = writeGroup(entries);
      end();
    }
  }

  /**
   * For each group with changes what makes {@code table} of its layers: keys that are gone, an end
   * mark, then entries that are new or changed, and an end mark.
   *
   * @param removed null for none
   */
  void writeChanges(CowTable table, CowTable removed, long layer) throws IOException {
    TableScan changed = state.scan(table, layer);
    TableScan gone = removed == null ? TableScan.ofNothing() : state.scan(removed, Changes.NONE);
    boolean moreChanged = changed.next();
    boolean moreGone = gone.next();
    while (moreChanged || moreGone) {
      boolean isChangedFirst = !moreGone || moreChanged && changed.group() < gone.group();
      begin(SectionKind.KEYED_STATE_CHANGES, isChangedFirst ? changed.group() : gone.group());
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

  /** Writes the entries of the scan's group; true if there is one of another group behind. */
  boolean writeGroup(TableScan entries) throws IOException {
    boolean more;
    do {
      writeEntry(entries.key(), entries.value(), entries.stampMs());
      more = entries.next();
    } while (more && entries.group() == groupIndex);
    return more;
  }

  /** Begins the section of one group. */
  void begin(SectionKind kind, int ofGroup) throws IOException {
    groupIndex = ofGroup;
    out = sections.begin(state.section(kind, groupIndex));
    keys.beginSection();
    state.form.write(out);
    out.writeBoolean(state.ttlMs > 0);
  }

  /** Ends it, with an end mark. */
  void end() throws IOException {
    out.writeBoolean(false);
    keys.endSection();
  }

  private void writeChanged(Object entryKey, Object value, long stampMs) throws IOException {
    if (state.stampsKeys() && state.isExpired(stampMs, nowMs)) {
      // Written all the same: a layer may have an older value that has not expired, if the clock
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

  /** Writes the key of an entry. */
  void writeKey(Object entryKey) throws IOException {
    state.writeKey(entryKey, keys, out);
  }

  private void writeAlive(Object entryKey, Object value, long stampMs) throws IOException {
    key = entryKey;
    out.writeBoolean(true);
    writeKey(entryKey);
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
