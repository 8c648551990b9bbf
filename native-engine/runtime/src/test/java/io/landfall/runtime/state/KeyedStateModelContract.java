package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.state.ListState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ValueState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every backend does is what a map of maps does. */
abstract class KeyedStateModelContract extends KeyedStateFixture {

  @Test
  void behavesAsAMapOfMapsUnderRandomOperationsAndSnapshots() throws Exception {
    for (long seed = 0; seed < 20; seed++) {
      runRandomOperations(new Random(seed), create(new KeyGroupRange(0, KEY_GROUPS - 1)));
    }
  }

  private void runRandomOperations(Random random, KeyedState tested) throws Exception {
    ValueState<int[]> value = tested.valueState("value");
    ListState<int[]> list = tested.listState("list");
    MapState<Integer, int[]> map = tested.mapState("map");
    Model model = new Model();
    List<StateSnapshot> snapshots = new ArrayList<>();
    List<Model> models = new ArrayList<>();
    int keyCount = 1 + random.nextInt(400);
    for (int step = 0; step < 4_000; step++) {
      int key = random.nextInt(keyCount);
      int number = random.nextInt(1_000);
      key(tested, key);
      switch (random.nextInt(10)) {
        case 0, 1 -> {
          value.update(new int[] {number});
          model.values.put(key, number);
        }
        case 2 -> {
          int[] changed = value.value();
          assertThat(changed == null ? null : changed[0]).isEqualTo(model.values.get(key));
          if (changed != null) {
            changed[0] = number;
            model.values.put(key, number);
          }
        }
        case 3 -> {
          value.clear();
          model.values.remove(key);
        }
        case 4 -> {
          list.add(new int[] {number});
          model.list(key).add(number);
        }
        case 5 -> {
          List<int[]> elements = list.get();
          assertThat(elements).hasSameSizeAs(model.list(key));
          if (!elements.isEmpty()) {
            elements.get(0)[0] = number;
            model.list(key).set(0, number);
          }
        }
        case 6 -> {
          int part = random.nextInt(30);
          map.put(part, new int[] {number});
          model.map(key).put(part, number);
        }
        case 7 -> {
          int part = random.nextInt(30);
          int[] changed = map.get(part);
          assertThat(changed == null ? null : changed[0]).isEqualTo(model.map(key).get(part));
          if (changed != null) {
            changed[0] = number;
            model.map(key).put(part, number);
          }
        }
        case 8 -> {
          int part = random.nextInt(30);
          map.remove(part);
          model.map(key).remove(part);
        }
        default -> {
          if (random.nextInt(20) == 0) {
            snapshots.add(tested.snapshot(step));
            models.add(model.copy());
          } else if (random.nextInt(20) == 0 && !snapshots.isEmpty()) {
            int index = random.nextInt(snapshots.size());
            check(snapshots.remove(index), models.remove(index), keyCount);
          }
        }
      }
    }
    for (int i = 0; i < snapshots.size(); i++) {
      check(snapshots.get(i), models.get(i), keyCount);
    }
  }

  private void check(StateSnapshot snapshot, Model expected, int keyCount) throws IOException {
    KeyedState restored = restore(new KeyGroupRange(0, KEY_GROUPS - 1), snapshot);
    ValueState<int[]> value = restored.valueState("value");
    ListState<int[]> list = restored.listState("list");
    MapState<Integer, int[]> map = restored.mapState("map");
    for (int key = 0; key < keyCount; key++) {
      key(restored, key);
      int[] found = value.value();
      assertThat(found == null ? null : found[0]).isEqualTo(expected.values.get(key));
      assertThat(list.get().stream().map(each -> each[0]).toList()).isEqualTo(expected.list(key));
      Map<Integer, Integer> entries = new HashMap<>();
      map.entries().forEach(entry -> entries.put(entry.getKey(), entry.getValue()[0]));
      assertThat(entries).isEqualTo(expected.map(key));
    }
  }

  private record Model(
      Map<Integer, Integer> values,
      Map<Integer, List<Integer>> lists,
      Map<Integer, Map<Integer, Integer>> maps) {

    Model() {
      this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    List<Integer> list(int key) {
      return lists.computeIfAbsent(key, absent -> new ArrayList<>());
    }

    Map<Integer, Integer> map(int key) {
      return maps.computeIfAbsent(key, absent -> new HashMap<>());
    }

    Model copy() {
      Model copy = new Model();
      copy.values.putAll(values);
      lists.forEach((key, list) -> copy.list(key).addAll(list));
      maps.forEach((key, map) -> copy.map(key).putAll(map));
      return copy;
    }
  }
}
