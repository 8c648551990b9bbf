package io.landfall.runtime.state;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.MapState;
import io.landfall.api.state.StateDescriptor;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A table for each key, so that a large map is copied by segments, too. Time to live counts for
 * each entry of the map.
 */
final class HeapMapState<K, V> extends HeapTableState implements MapState<K, V> {

  final Serializer<Object> partPrototype;
  private final Serializer<Object> partSerializer;

  HeapMapState(
      Form form, StateDescriptor<V> descriptor, Serializer<K> keySerializer, HeapKeyedState owner) {
    super(form, descriptor, owner);
    partPrototype = asObjectSerializer(keySerializer);
    partSerializer = partPrototype == null ? owner.serializer() : partPrototype.duplicate();
  }

  @Override
  @SuppressWarnings("unchecked")
  public V get(K key) {
    CowTable map = seekPart(key);
    if (map == null) {
      return null;
    }
    Object value = map.value();
    if (map.isValueShared()) {
      if (!serializer.isImmutable(value)) {
        map = owned(map, key);
        value = copied(value);
        map.set(value, ttlMs > 0 ? map.stampMs() : 0);
      }
    } else if (table().isUnmarked() && !serializer.isImmutable(value)) {
      // Whoever reads it may change it, and need not say so.
      table().markChanged();
    }
    return (V) value;
  }

  @Override
  public void put(K key, V value) {
    if (value == null) {
      remove(key);
      return;
    }
    long stampMs = ttlMs > 0 ? owner.nowMs() : 0;
    CowTable map = changeable();
    if (map.seek(Objects.requireNonNull(key, "key"), CowTable.hashOf(key))) {
      map.set(value, stampMs);
    } else {
      map.insert(key, value, stampMs);
    }
    if (ttlMs > 0) {
      reclaim();
    }
  }

  @Override
  public void remove(K key) {
    CowTable map = seekPart(key);
    if (map != null) {
      removePart(map, key);
    }
  }

  @Override
  public boolean contains(K key) {
    return seekPart(key) != null;
  }

  @Override
  public boolean isEmpty() {
    if (!seek()) {
      return true;
    }
    return ttlMs > 0 && !entries().iterator().hasNext();
  }

  @Override
  @SuppressWarnings("unchecked")
  public Iterable<Map.Entry<K, V>> entries() {
    if (!seek()) {
      return List.of();
    }
    CowTable map = (CowTable) table().value();
    List<Map.Entry<K, V>> entries = new ArrayList<>(map.size());
    boolean mustOwn = owner.epochs().anyLive() || table().isUnmarked();
    long nowMs = ttlMs > 0 ? owner.nowMs() : 0;
    map.forEach(
        (key, value, stampMs) -> {
          if (ttlMs == 0 || !isExpired(stampMs, nowMs)) {
            entries.add(Map.entry((K) key, (V) value));
          }
        });
    if (mustOwn) {
      // Not during the iteration: taking a value out of a snapshot replaces what is iterated.
      entries.replaceAll(
          entry ->
              serializer.isImmutable(entry.getValue())
                  ? entry
                  : Map.entry(entry.getKey(), get(entry.getKey())));
    }
    return entries;
  }

  @Override
  boolean isAlive(Object value, long ignored, long nowMs) {
    boolean[] alive = new boolean[1];
    ((CowTable) value).forEach((part, each, stampMs) -> alive[0] |= !isExpired(stampMs, nowMs));
    return alive[0];
  }

  /** The current key's map with its cursor at {@code key}; null if that is not there or expired. */
  private CowTable seekPart(K key) {
    Objects.requireNonNull(key, "key");
    if (!seek()) {
      return null;
    }
    CowTable map = (CowTable) table().value();
    if (!map.seek(key, CowTable.hashOf(key))) {
      return null;
    }
    if (ttlMs > 0) {
      long nowMs = owner.nowMs();
      if (isExpired(map.stampMs(), nowMs)) {
        removePart(map, key);
        return null;
      }
      if (refreshesOnRead() && map.stampMs() != nowMs) {
        map = owned(map, key);
        map.touch(nowMs);
      }
    }
    return map;
  }

  /** With the outer cursor at {@code map} and the inner at {@code part}. */
  private void removePart(CowTable map, Object part) {
    CowTable owned = owned(map, part);
    owned.remove();
    if (owned.size() == 0) {
      remove();
    }
  }

  /**
   * {@code map}, or in its place one that no snapshot has, to be changed, with the cursor at {@code
   * part}.
   */
  private CowTable owned(CowTable map, Object part) {
    if (!map.isShared()) {
      table().markChanged();
      return map;
    }
    CowTable fork = map.fork();
    table().set(fork, 0);
    fork.seek(part, CowTable.hashOf(part));
    return fork;
  }

  private CowTable changeable() {
    if (!seek()) {
      CowTable map = new CowTable(owner.epochs(), ttlMs > 0);
      write(map);
      return map;
    }
    CowTable map = (CowTable) table().value();
    if (map.isShared()) {
      map = map.fork();
      write(map);
    } else {
      table().markChanged();
    }
    return map;
  }

  @Override
  void dropExpired(CowTable table, Expired found) {
    CowTable map = (CowTable) table.value();
    if (!map.seek(found.part(), CowTable.hashOf(found.part()))
        || !isExpired(map.stampMs(), owner.nowMs())) {
      return;
    }
    CowTable owned = map;
    if (map.isShared()) {
      owned = map.fork();
      table.set(owned, 0);
      owned.seek(found.part(), CowTable.hashOf(found.part()));
    } else {
      table.markChanged();
    }
    owned.remove();
    if (owned.size() == 0) {
      table.remove();
    }
  }

  @Override
  Serializer<Object> partSerializer() {
    return partSerializer;
  }

  @Override
  boolean hasParts() {
    return true;
  }

  @Override
  int weightOf(Object value) {
    return Math.max(1, ((CowTable) value).size());
  }

  @Override
  void writeValue(Object value, SnapshotWriter out) throws IOException {
    ((CowTable) value)
        .forEach(
            (part, each, stampMs) -> {
              if (out.skipExpired(part, stampMs)) {
                return;
              }
              out.out().writeBoolean(true);
              out.parts().write(part, out.out());
              if (ttlMs > 0) {
                out.out().writeLong(stampMs);
              }
              out.values().write(each, out.out());
            });
    out.out().writeBoolean(false);
  }

  @Override
  Object readValue(DataInput in, boolean stamped) throws IOException {
    CowTable map = new CowTable(owner.epochs(), ttlMs > 0);
    while (in.readBoolean()) {
      Object part = partSerializer.read(in);
      long stampMs = stamped ? in.readLong() : owner.nowMs();
      Object value = serializer.read(in);
      map.seek(part, CowTable.hashOf(part));
      map.insert(part, value, stampMs);
    }
    return map.size() == 0 ? null : map;
  }
}
