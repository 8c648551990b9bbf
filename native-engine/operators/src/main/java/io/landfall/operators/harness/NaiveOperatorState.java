package io.landfall.operators.harness;

import io.landfall.api.serialization.Serializer;
import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists of one subtask, dealt out from those of all old subtasks when they are first asked for. */
final class NaiveOperatorState implements OperatorState {

  private final int subtaskIndex;
  private final int parallelism;
  private final Map<String, List<Object>> lists = new LinkedHashMap<>();
  private List<Map<String, List<Object>>> restored = List.of();

  NaiveOperatorState(int subtaskIndex, int parallelism) {
    this.subtaskIndex = subtaskIndex;
    this.parallelism = parallelism;
  }

  @Override
  public <T> ListState<T> splitList(String name, Serializer<T> serializer) {
    List<Object> all = all(name);
    List<Object> share = new ArrayList<>();
    for (int i = subtaskIndex; i < all.size(); i += parallelism) {
      share.add(all.get(i));
    }
    return list(name, share);
  }

  @Override
  public <T> ListState<T> unionList(String name, Serializer<T> serializer) {
    return list(name, all(name));
  }

  @Override
  public <T> ListState<T> indexedList(String name, Serializer<T> serializer) {
    if (!restored.isEmpty() && restored.size() != parallelism) {
      throw new IllegalStateException(
          "list " + name + " of " + restored.size() + " subtasks cannot go to " + parallelism);
    }
    return list(name, of(restored.isEmpty() ? 0 : subtaskIndex, name));
  }

  @Override
  public <T> ListState<T> broadcastList(String name, Serializer<T> serializer) {
    return list(name, of(0, name));
  }

  private List<Object> all(String name) {
    List<Object> all = new ArrayList<>();
    for (int old = 0; old < restored.size(); old++) {
      all.addAll(of(old, name));
    }
    return all;
  }

  private List<Object> of(int oldSubtask, String name) {
    return oldSubtask < restored.size()
        ? restored.get(oldSubtask).getOrDefault(name, List.of())
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private <T> ListState<T> list(String name, List<Object> given) {
    List<T> content = (List<T>) lists.computeIfAbsent(name, n -> new ArrayList<>(given));
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

  /**
   * @param oldSubtasks by their index
   */
  void restore(List<Map<String, List<Object>>> oldSubtasks) {
    restored = oldSubtasks;
  }
}
