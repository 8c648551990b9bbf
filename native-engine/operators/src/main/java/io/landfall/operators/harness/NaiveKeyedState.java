package io.landfall.operators.harness;

import io.landfall.api.function.StateAccess;
import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Keyed state as maps of maps: state name, then key, then what is stored. No time to live. */
final class NaiveKeyedState {

  private final Map<String, Map<Object, Object>> states = new LinkedHashMap<>();
  private final StateAccess plain = new NaiveStates(states, this::requireKey);
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

  /** A map of slices for each name, in the place of keys, with a map of keys in each. */
  <A> SliceState<A> sliceState(StateDescriptor<A> descriptor) {
    return slicesOf(states.computeIfAbsent(descriptor.name(), name -> new LinkedHashMap<>()));
  }

  <A> SliceState<A> scratchSlices() {
    return slicesOf(new LinkedHashMap<>());
  }

  private <A> SliceState<A> slicesOf(Map<Object, Object> slices) {
    return new SliceState<>() {
      @SuppressWarnings("unchecked")
      private Map<Object, A> keysOf(long slice) {
        return (Map<Object, A>) slices.getOrDefault(slice, Map.of());
      }

      @Override
      public A get(long slice) {
        return keysOf(slice).get(requireKey());
      }

      @Override
      public void put(long slice, A value) {
        Map<Object, A> changed = new LinkedHashMap<>(keysOf(slice));
        changed.put(requireKey(), value);
        slices.put(slice, changed);
      }

      @Override
      public void remove(long slice) {
        Map<Object, A> changed = new LinkedHashMap<>(keysOf(slice));
        changed.remove(requireKey());
        slices.put(slice, changed);
        if (changed.isEmpty()) {
          drop(slice);
        }
      }

      @Override
      public long ceiling(long slice) {
        return slices.keySet().stream()
            .mapToLong(each -> (Long) each)
            .filter(each -> each >= slice)
            .min()
            .orElse(NONE);
      }

      @Override
      public void forEach(long slice, Visitor<A> visitor) throws Exception {
        for (Map.Entry<Object, A> each : keysOf(slice).entrySet()) {
          setCurrentKey(each.getKey());
          visitor.visit(each.getKey(), each.getValue());
        }
      }

      @Override
      public void drop(long slice) {
        slices.remove(slice);
      }
    };
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

  private record Namespaced(Object key, Object namespace) {}
}
