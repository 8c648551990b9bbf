package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.StateDescriptor;
import io.landfall.runtime.serialization.SectionSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What the kinds of keyed state on the heap have in common: how they are declared, how their
 * entries are stored, and what a snapshot asks of them.
 */
abstract class HeapState {

  final Form form;
  final String name;

  /** Null for the generic one; only ever duplicated. */
  final Serializer<Object> prototype;

  final HeapKeyedState owner;

  /** 0 for none. */
  final long ttlMs;

  /** What writers of snapshots found expired; filled by I/O threads. */
  final Queue<Expired> expired = new ConcurrentLinkedQueue<>();

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
  }

  /** Keys have been announced: fetches what it has for them, as far as that pays. */
  abstract void fetchAnnounced();

  abstract long entryCount();

  /** There is a new layer: what was noted down since the one before is of no use any more. */
  abstract void onLayer();

  /** How many entries have changed, come or gone since the topmost {@code layer}. */
  abstract long changesSince(long layer);

  /**
   * The number of the lowest layer that has something which is still there and has not changed
   * since; {@link Long#MAX_VALUE} for none.
   *
   * @param layer the topmost
   */
  abstract long lowestLayerNeeded(long layer);

  /** How many elements the changes since {@code layer} are; 0 if nothing changed. */
  abstract long changedWeightSince(long layer);

  /**
   * All that there is.
   *
   * @param changesSince the layer that {@link HeapImage#writeChanges} may be asked for; {@link
   *     Changes#NONE} for none
   * @param frozen true for one that stays as it is as long as a snapshot taken right before lives;
   *     else it is valid until the next change
   */
  abstract HeapImage image(long changesSince, boolean frozen);

  /** Reads what images of old subtasks wrote, layers before their changes. */
  abstract void restore(List<UnclaimedSections.Piece> pieces);

  /** Begins as it was held. */
  abstract void resume(HeapImage held);

  /** Takes over what an earlier start of the job had of this state. */
  abstract void takeOver(HeapState earlier);

  /** Gives the memory back; what others hold of this state stays. */
  abstract void close();

  /** Writes one value; on any thread, with serializers of that thread. */
  abstract void writeValue(Object value, SnapshotWriter out) throws IOException;

  /** True if a value may be several elements. */
  boolean hasParts() {
    return false;
  }

  /** How many elements {@link #writeValue} would write; 1 or more; 1 if there are no parts. */
  int weightOf(Object value) {
    return 1;
  }

  /** Reads what {@link #writeValue} wrote. Null if nothing of it is still alive. */
  abstract Object readValue(DataInput in, boolean stamped) throws IOException;

  /** False if time to live is counted within the value and not for the key. */
  final boolean stampsKeys() {
    return ttlMs > 0 && form.kind != StateKind.MAP;
  }

  /** Writes the keys within values, where there are any; of the task thread. */
  Serializer<Object> partSerializer() {
    return serializer;
  }

  /** Of the task thread. */
  final SectionSerializer keySerializer() {
    return owner.serializer();
  }

  /** Names what is stored of one group. */
  final Section section(SectionKind of, int groupIndex) {
    return new Section(of, name, owner.range().first() + groupIndex);
  }

  /** Goes through a table of this state by key group, from the start of the range. */
  final TableScan scan(CowTable of, long changesSince) {
    return new TableScan(of, owner.groupBits(), changesSince);
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

  /** Another start, which reads what is stored, can tell the user, or make up for it. */
  final void requireSameForm(HeapState earlier) {
    if (!earlier.form.equals(form) || earlier.ttlMs > 0 != ttlMs > 0) {
      throw new IllegalStateException(
          "state " + name + ": was held as " + earlier.describe() + ", not as " + describe());
    }
  }

  private String describe() {
    return form + (ttlMs > 0 ? " with a time to live" : "");
  }

  /** A copy of a value that a snapshot has. */
  final Object copied(Object value) {
    owner.epochs().reportCopied(HeapRetention.SLOTS_PER_VALUE);
    return serializer.copy(value);
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
