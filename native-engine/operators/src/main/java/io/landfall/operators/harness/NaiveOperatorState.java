package io.landfall.operators.harness;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of one subtask that is the only one, so that all kinds are restored alike. */
final class NaiveOperatorState implements OperatorState {

  private final Map<String, List<Object>> lists = new LinkedHashMap<>();

  @Override
  public <T> ListState<T> splitList(String name, Serializer<T> serializer) {
    return list(name);
  }

  @Override
  public <T> ListState<T> unionList(String name, Serializer<T> serializer) {
    return list(name);
  }

  @Override
  public <T> ListState<T> indexedList(String name, Serializer<T> serializer) {
    return list(name);
  }

  @Override
  public <T> ListState<T> broadcastList(String name, Serializer<T> serializer) {
    return list(name);
  }

  @SuppressWarnings("unchecked")
  private <T> ListState<T> list(String name) {
    List<T> content = (List<T>) lists.computeIfAbsent(name, n -> new ArrayList<>());
    return new ListState<>() {
      @Override
      public List<T> get() {
        return Collections.unmodifiableList(content);
      }

      @Override
      public void add(T value) {
        content.add(value);
      }

      @Override
      public void addAll(Iterable<? extends T> values) {
        values.forEach(content::add);
      }

      @Override
      public void update(List<? extends T> values) {
        List<T> copy = List.copyOf(values);
        content.clear();
        content.addAll(copy);
      }

      @Override
      public void clear() {
        content.clear();
      }
    };
  }

  @SuppressWarnings("unchecked")
  Map<String, List<Object>> copy() {
    return (Map<String, List<Object>>) Copies.of(lists);
  }

  void restore(Map<String, List<Object>> restored) {
    lists.putAll(restored);
  }
}
