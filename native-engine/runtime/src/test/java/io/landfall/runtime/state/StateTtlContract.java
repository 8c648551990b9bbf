package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.StateTtl;
import io.landfall.api.state.ValueState;
import io.landfall.api.window.Aggregates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every backend promises of time to live, and of what is still there. */
abstract class StateTtlContract extends KeyedStateFixture {

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
}
