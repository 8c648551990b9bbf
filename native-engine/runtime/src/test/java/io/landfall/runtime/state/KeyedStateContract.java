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
import io.landfall.api.state.ValueState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every backend promises of each kind of state, of snapshots and of restores. */
abstract class KeyedStateContract extends KeyedStateFixture {

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
}
