package io.landfall.operators.process;

import io.landfall.api.state.BroadcastState;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ListState;
import io.landfall.api.state.ReadOnlyBroadcastState;
import io.landfall.operators.spi.OperatorContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A broadcast state: a map, written into a list at each barrier. Task thread only. */
final class BroadcastMap<K, V> implements BroadcastState<K, V> {

  private final String name;
  private final ListState<Map.Entry<K, V>> saved;
  private final Map<K, V> content = new LinkedHashMap<>();
  private final View view = new View();

  BroadcastMap(BroadcastStateDescriptor<K, V> descriptor, OperatorContext context) {
    name = descriptor.name();
    saved =
        context
            .operatorState()
            .broadcastList(
                OperatorStatesOf.PREFIX + name,
                BroadcastEntries.of(descriptor, context.genericSerializer()));
    for (Map.Entry<K, V> entry : saved.get()) {
      content.put(entry.getKey(), entry.getValue());
    }
  }

  String name() {
    return name;
  }

  /** The same without the means to change it. */
  ReadOnlyBroadcastState<K, V> view() {
    return view;
  }

  void save() {
    List<Map.Entry<K, V>> entries = new ArrayList<>(content.size());
    content.forEach((key, value) -> entries.add(Map.entry(key, value)));
    saved.update(entries);
  }

  @Override
  public V get(K key) {
    return content.get(key);
  }

  @Override
  public boolean contains(K key) {
    return content.containsKey(key);
  }

  @Override
  public boolean isEmpty() {
    return content.isEmpty();
  }

  @Override
  public Iterable<Map.Entry<K, V>> entries() {
    return Collections.unmodifiableMap(content).entrySet();
  }

  @Override
  public void put(K key, V value) {
    content.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value"));
  }

  @Override
  public void remove(K key) {
    content.remove(key);
  }

  @Override
  public void clear() {
    content.clear();
  }

  private final class View implements ReadOnlyBroadcastState<K, V> {
    @Override
    public V get(K key) {
      return BroadcastMap.this.get(key);
    }

    @Override
    public boolean contains(K key) {
      return BroadcastMap.this.contains(key);
    }

    @Override
    public boolean isEmpty() {
      return BroadcastMap.this.isEmpty();
    }

    @Override
    public Iterable<Map.Entry<K, V>> entries() {
      return BroadcastMap.this.entries();
    }
  }
}
