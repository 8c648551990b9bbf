package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.StateTtl;
import io.landfall.api.state.ValueState;
import io.landfall.api.window.Aggregates;
import io.landfall.runtime.serialization.GenericSerializers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every backend promises. */
abstract class KeyedStateContract {

  private static final int KEY_GROUPS = 8;

  private final GenericSerializers serializers =
      new GenericSerializers(getClass().getClassLoader());
  private long nowMs = 1_000;
  private final KeyedState state = create(new KeyGroupRange(0, KEY_GROUPS - 1));

  abstract StateBackend backend();

  private KeyedState create(KeyGroupRange range) {
    return backend()
        .createKeyedState(
            new KeyedStateContext("words", range, KEY_GROUPS, serializers, () -> nowMs));
  }

  private static void key(KeyedState of, Object key) {
    of.setCurrentKey(key, KeyGroups.of(key, KEY_GROUPS));
  }

  @Test
  void namesTheKeysThatHaveAnythingAlive() {
    StateTtl ttl = StateTtl.afterWrite(Duration.ofMillis(100));
    ValueState<Integer> value = state.valueState("value");
    ListState<Integer> list = state.listState(StateDescriptor.<Integer>of("l").withTtl(ttl));
    MapState<String, Integer> map = state.mapState(StateDescriptor.<Integer>of("m").withTtl(ttl));
    for (int i = 0; i < 1_000; i++) {
      key(state, i);
      value.update(i);
    }
    key(state, 7);
    value.clear();
    map.put("early", 1);
    list.add(1);
    nowMs += 60;
    key(state, 8);
    map.put("late", 1);
    list.add(1);
    assertThat(state.keysOf(map)).containsExactlyInAnyOrder(7, 8);
    nowMs += 60;

    assertThat(state.keysOf(value))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 1_000).filter(i -> i != 7).<Object>mapToObj(i -> i).toList());
    assertThat(state.keysOf(map)).containsExactly(8);
    assertThat(state.keysOf(list)).containsExactly(8);
    assertThat(state.currentKey()).isEqualTo(8);
    assertThatThrownBy(() -> state.keysOf(state.namespaced().valueState("of windows")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("operator words");
  }

  static final class Sum implements AggregateFunction<Integer, int[], Integer> {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] createAccumulator() {
      return new int[1];
    }

    @Override
    public int[] add(Integer value, int[] accumulator) {
      accumulator[0] += value;
      return accumulator;
    }

    @Override
    public Integer result(int[] accumulator) {
      return accumulator[0];
    }

    @Override
    public int[] merge(int[] left, int[] right) {
      left[0] += right[0];
      return left;
    }
  }

  @Test
  void keepsEveryKindByKey() throws Exception {
    ValueState<Integer> value = state.valueState("value");
    ListState<String> list = state.listState("list");
    MapState<String, Integer> map = state.mapState("map");
    ReducingState<Integer> sum = state.reducingState(StateDescriptor.of("sum"), Integer::sum);
    AggregatingState<Integer, Integer> total =
        state.aggregatingState(StateDescriptor.of("total"), new Sum());
    for (String key : List.of("a", "b")) {
      key(state, key);
      assertThat(value.value()).isNull();
      assertThat(list.get()).isEmpty();
      assertThat(map.isEmpty()).isTrue();
      assertThat(map.entries()).isEmpty();
      assertThat(sum.get()).isNull();
      assertThat(total.get()).isNull();
      value.update(key.length());
      list.add(key);
      list.addAll(List.of("x", "y"));
      map.put(key, 1);
      sum.add(2);
      sum.add(3);
      total.add(4);
      total.add(5);
    }

    key(state, "b");
    value.clear();
    list.update(List.of("z"));
    map.remove("b");
    sum.clear();

    assertThat(value.value()).isNull();
    assertThat(list.get()).containsExactly("z");
    assertThat(map.contains("b")).isFalse();
    assertThat(sum.get()).isNull();
    assertThat(total.get()).isEqualTo(9);
    key(state, "a");
    assertThat(value.value()).isEqualTo(1);
    assertThat(list.get()).containsExactly("a", "x", "y");
    assertThat(map.get("a")).isEqualTo(1);
    assertThat(map.entries()).containsExactly(Map.entry("a", 1));
    assertThat(sum.get()).isEqualTo(5);
    list.update(List.of());
    assertThat(list.get()).isEmpty();
  }

  @Test
  void refusesAnotherKindUnderTheSameNameAndGivesTheSameStateAgain() {
    key(state, "a");
    state.<Integer>valueState("count").update(7);

    assertThat(state.<Integer>valueState("count").value()).isEqualTo(7);
    assertThatThrownBy(() -> state.listState("count"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("count");
  }

  @Test
  void refusesToWorkWithoutAKey() {
    ValueState<Integer> value = state.valueState("count");

    assertThatThrownBy(value::value)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("count");
  }

  @Test
  void aSnapshotDoesNotSeeWhatHappensAfterIt() throws Exception {
    ValueState<List<Integer>> value = state.valueState("value");
    ListState<int[]> list = state.listState("list");
    MapState<String, int[]> map = state.mapState("map");
    AggregatingState<Integer, Integer> total =
        state.aggregatingState(StateDescriptor.of("total"), new Sum());
    key(state, "a");
    value.update(new ArrayList<>(List.of(1)));
    list.add(new int[] {1});
    map.put("k", new int[] {1});
    map.put("l", new int[] {2});
    total.add(1);
    StateSnapshot snapshot = state.snapshot(1);
    StateSnapshot second = state.snapshot(2);

    value.value().add(2);
    list.get().get(0)[0] = 99;
    list.add(new int[] {2});
    list.get().get(0)[0] = 98;
    map.get("k")[0] = 99;
    map.remove("l");
    map.put("m", new int[] {3});
    map.entries().forEach(entry -> entry.getValue()[0] = 97);
    total.add(10);
    key(state, "b");
    value.update(new ArrayList<>());
    second.release();
    key(state, "a");
    value.value().add(3);

    KeyedState restored = restore(new KeyGroupRange(0, KEY_GROUPS - 1), snapshot);
    key(restored, "a");
    assertThat(restored.<List<Integer>>valueState("value").value()).containsExactly(1);
    assertThat(restored.<int[]>listState("list").get()).containsExactly(new int[] {1});
    MapState<String, int[]> restoredMap = restored.mapState("map");
    assertThat(restoredMap.get("k")).containsExactly(1);
    assertThat(restoredMap.get("l")).containsExactly(2);
    assertThat(restoredMap.contains("m")).isFalse();
    assertThat(
            restored
                .<Integer, int[], Integer>aggregatingState(StateDescriptor.of("total"), new Sum())
                .get())
        .isEqualTo(1);
    key(restored, "b");
    assertThat(restored.valueState("value").value()).isNull();
    key(state, "a");
    assertThat(value.value()).containsExactly(1, 2, 3);
    assertThat(list.get().get(0)[0]).isEqualTo(98);
    assertThat(map.get("m")[0]).isEqualTo(97);
    assertThat(total.get()).isEqualTo(11);
  }

  @Test
  void restoresIntoAnyOtherDivisionOfTheKeyGroups() throws Exception {
    ValueState<String> value = state.valueState("value");
    for (int i = 0; i < 100; i++) {
      key(state, "key" + i);
      value.update("v" + i);
      state.timers().registerEventTimer("n", i);
    }
    MemorySections whole = MemorySections.of(state.snapshot(1));
    List<MemorySections> halves = new ArrayList<>();
    for (KeyGroupRange range : List.of(new KeyGroupRange(0, 2), new KeyGroupRange(3, 7))) {
      KeyedState half = create(range);
      half.restore(List.of(whole));
      halves.add(MemorySections.of(half.snapshot(2)));
    }
    KeyedState again = create(new KeyGroupRange(0, KEY_GROUPS - 1));
    ValueState<String> madeBefore = again.valueState("value");
    again.restore(halves);

    assertThat(again.entryCount()).isEqualTo(100);
    assertThat(again.timers().timerCount()).isEqualTo(100);
    for (int i = 0; i < 100; i++) {
      key(again, "key" + i);
      assertThat(madeBefore.value()).isEqualTo("v" + i);
    }
  }

  @Test
  void carriesOnAStateThatNobodyAsksForAndGivesItToALateComer() throws Exception {
    key(state, "a");
    state.<String>valueState("rare").update("kept");

    KeyedState second = restore(new KeyGroupRange(0, KEY_GROUPS - 1), state.snapshot(1));
    KeyedState third = restore(new KeyGroupRange(0, KEY_GROUPS - 1), second.snapshot(2));

    key(third, "a");
    assertThat(third.<String>valueState("rare").value()).isEqualTo("kept");
    key(second, "a");
    assertThat(second.<String>valueState("rare").value()).isEqualTo("kept");
  }

  @Test
  void refusesToRestoreAStateAsAnotherKind() throws Exception {
    key(state, "a");
    state.<String>valueState("v").update("x");
    KeyedState restored = restore(new KeyGroupRange(0, KEY_GROUPS - 1), state.snapshot(1));

    assertThatThrownBy(() -> restored.mapState("v"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("words")
        .hasMessageContaining("v");
  }

  @Test
  void keepsNumbersThatAreValuesAsWell() {
    LongState number = state.longState("n");
    ValueState<Long> value = state.valueState("n");
    key(state, "a");
    assertThat(number.get()).isZero();
    assertThat(value.value()).isNull();

    assertThat(number.add(5)).isEqualTo(5);
    assertThat(number.add(Long.MAX_VALUE)).isEqualTo(Long.MIN_VALUE + 4);
    assertThat(value.value()).isEqualTo(Long.MIN_VALUE + 4);
    number.set(0);
    assertThat(value.value()).as("set to nothing, not cleared").isZero();
    value.update(7L);
    assertThat(number.add(-2)).isEqualTo(5);
    key(state, "b");
    assertThat(number.get()).isZero();
    number.set(3);
    key(state, "a");
    assertThat(number.get()).isEqualTo(5);
    number.clear();
    assertThat(number.get()).isZero();
    assertThat(value.value()).isNull();
    assertThat(state.entryCount()).isEqualTo(1);
  }

  @Test
  void neverReturnsWhatHasExpired() throws Exception {
    StateTtl ttl = StateTtl.afterWrite(Duration.ofMillis(100));
    LongState number = state.longState(StateDescriptor.<Long>of("n").withTtl(ttl));
    ValueState<Integer> value = state.valueState(StateDescriptor.<Integer>of("v").withTtl(ttl));
    ListState<Integer> list = state.listState(StateDescriptor.<Integer>of("l").withTtl(ttl));
    MapState<String, Integer> map = state.mapState(StateDescriptor.<Integer>of("m").withTtl(ttl));
    ReducingState<Integer> reduced =
        state.reducingState(StateDescriptor.<Integer>of("r").withTtl(ttl), Integer::sum);
    AggregatingState<Object, Long> counted =
        state.aggregatingState(StateDescriptor.<Long>of("c").withTtl(ttl), Aggregates.count());
    key(state, "a");
    value.update(1);
    reduced.add(1);
    number.add(6);
    assertThat(number.add(1)).isEqualTo(7);
    counted.add("x");
    list.add(1);
    map.put("early", 1);
    nowMs += 60;
    list.add(2);
    map.put("late", 2);
    nowMs += 40;

    assertThat(value.value()).isNull();
    assertThat(reduced.get()).isNull();
    assertThat(counted.get()).isNull();
    assertThat(number.get()).isZero();
    assertThat(number.add(4)).as("begun anew").isEqualTo(4);
    number.clear();
    reduced.add(5);
    counted.add("y");
    assertThat(reduced.get()).as("begun anew").isEqualTo(5);
    assertThat(counted.get()).isEqualTo(1);
    reduced.clear();
    counted.clear();
    assertThat(list.get()).containsExactly(1, 2);
    assertThat(map.get("early")).isNull();
    assertThat(map.entries()).containsExactly(Map.entry("late", 2));
    nowMs += 60;
    assertThat(map.isEmpty()).isTrue();
    assertThat(map.contains("late")).isFalse();
    assertThat(list.get()).isEmpty();
    assertThat(state.entryCount()).isZero();
  }

  @Test
  void startsTheTimeAnewOnReadIfAskedTo() {
    StateTtl ttl = new StateTtl(Duration.ofMillis(100), true);
    ValueState<Integer> value = state.valueState(StateDescriptor.<Integer>of("v").withTtl(ttl));
    MapState<String, Integer> map = state.mapState(StateDescriptor.<Integer>of("m").withTtl(ttl));
    key(state, "a");
    value.update(1);
    map.put("k", 1);
    for (int i = 0; i < 5; i++) {
      nowMs += 60;
      assertThat(value.value()).isEqualTo(1);
      assertThat(map.get("k")).isEqualTo(1);
    }
    nowMs += 100;
    assertThat(value.value()).isNull();
    assertThat(map.get("k")).isNull();
  }

  @Test
  void givesBackTheMemoryOfWhatASnapshotFoundExpired() throws Exception {
    StateTtl ttl = StateTtl.afterWrite(Duration.ofMillis(100));
    StateDescriptor<Integer> descriptor = StateDescriptor.<Integer>of("v").withTtl(ttl);
    ValueState<Integer> value = state.valueState(descriptor);
    MapState<String, Integer> map = state.mapState(StateDescriptor.<Integer>of("m").withTtl(ttl));
    for (int i = 0; i < 50; i++) {
      key(state, "key" + i);
      value.update(i);
      map.put("k", i);
    }
    nowMs += 100;
    MemorySections written = MemorySections.of(state.snapshot(1));
    for (int i = 0; i < 50; i++) {
      key(state, "other" + i % 2);
      value.update(i);
      map.put("k", i);
    }

    assertThat(state.entryCount()).isLessThanOrEqualTo(4);
    KeyedState restored = create(new KeyGroupRange(0, KEY_GROUPS - 1));
    restored.valueState(descriptor);
    restored.mapState(StateDescriptor.<Integer>of("m").withTtl(ttl));
    restored.restore(List.of(written));
    assertThat(restored.entryCount()).isZero();
  }

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

  private KeyedState restore(KeyGroupRange range, StateSnapshot snapshot) throws IOException {
    KeyedState restored = create(range);
    restored.restore(List.of(MemorySections.of(snapshot)));
    return restored;
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
