package io.landfall.operators.harness;

import io.landfall.api.function.StateAccess;
import io.landfall.api.state.State;
import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Keyed state as maps of maps: state name, then key, then what is stored. No time to live. */
final class NaiveKeyedState {

  private final Map<String, Map<Object, Object>> states = new LinkedHashMap<>();
  private final NaiveStates plain = new NaiveStates(states, this::requireKey);
  private final StateAccess namespaced = new NaiveStates(states, this::requireNamespacedKey);
  private Object currentKey;
  private Object currentNamespace;

  StateAccess plain() {
    return plain;
  }

  StateAccess namespaced() {
    return namespaced;
  }

  Object currentKey() {
    return currentKey;
  }

  void setCurrentKey(Object key) {
    currentKey = key;
  }

  void setCurrentNamespace(Object namespace) {
    currentNamespace = namespace;
  }

  private Object requireNamespacedKey() {
    if (currentNamespace == null) {
      throw new IllegalStateException("there is no current namespace");
    }
    return new Namespaced(requireKey(), currentNamespace);
  }

  <A> SliceState<A> sliceState(StateDescriptor<A> descriptor) {
    return new NaiveSlices<>(
        this, states.computeIfAbsent(descriptor.name(), name -> new LinkedHashMap<>()));
  }

  List<Object> keysOf(State handle) {
    return List.copyOf(plain.entriesOf(handle).keySet());
  }

  Object requireKey() {
    if (currentKey == null) {
      throw new IllegalStateException("there is no current key; give the harness a key selector");
    }
    return currentKey;
  }

  @SuppressWarnings("unchecked")
  Map<String, Map<Object, Object>> copy() {
    return (Map<String, Map<Object, Object>>) Copies.of(states);
  }

  /** Adds the part of the keys that are owned. */
  void restore(Map<String, Map<Object, Object>> restored, Predicate<Object> owns) {
    restored.forEach(
        (name, entries) -> {
          Map<Object, Object> mine = states.computeIfAbsent(name, n -> new LinkedHashMap<>());
          entries.forEach(
              (key, value) -> {
                if (owns.test(key instanceof Namespaced namespaced ? namespaced.key() : key)) {
                  mine.put(key, value);
                }
              });
        });
  }

  /** Entries of all states. */
  int entryCount() {
    return states.values().stream().mapToInt(Map::size).sum();
  }

  /** How a state of namespaces, or of slices, has its keys. */
  record Namespaced(Object key, Object namespace) {}
}
