package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.state.ListState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.operators.spi.SliceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Random changes of one key's states, done to the states and to a model alike: what of each state
 * there is, by its name.
 */
final class StateOperations {

  static final int SLICES = 8;

  private static final int ANY = -1;

  private final Random random;

  /** Nearly all that is done is done to this slice; {@link #ANY} for all states alike. */
  private int currentSlice = ANY;

  StateOperations(Random random) {
    this.random = random;
  }

  /** From now on as a window that moves: one slice after the other is filled. */
  int nextSlice() {
    currentSlice = (currentSlice + 1) % SLICES;
    return currentSlice;
  }

  void operate(KeyedState state, Map<String, Object> of) throws Exception {
    if (currentSlice != ANY) {
      int slice = random.nextInt(2_000) == 0 ? random.nextInt(SLICES) : currentSlice;
      operateOnArrays(random.nextInt(4), slice, state, of);
    } else if (random.nextInt(3) == 0) {
      operateOnSlices(state, of);
    } else {
      operateOnPlain(state, of);
    }
  }

  @SuppressWarnings("unchecked")
  private void operateOnPlain(KeyedState state, Map<String, Object> of) throws Exception {
    int number = random.nextInt(1_000);
    int part = random.nextInt(6);
    switch (random.nextInt(13)) {
      case 0 -> {
        state.<int[]>valueState("value").update(new int[] {number});
        of.put("value", number);
      }
      case 1 -> {
        int[] value = state.<int[]>valueState("value").value();
        if (value != null) {
          value[0] = number;
          of.put("value", number);
        }
      }
      case 2 -> {
        state.valueState("value").clear();
        of.remove("value");
      }
      case 3 -> {
        state.<String>valueState("text").update("t" + number);
        of.put("text", "t" + number);
      }
      case 4 -> {
        state.valueState("text").clear();
        of.remove("text");
      }
      case 5 -> {
        state.<int[]>listState("list").add(new int[] {number});
        ((List<Integer>) of.computeIfAbsent("list", absent -> new ArrayList<>())).add(number);
      }
      case 6 -> {
        List<int[]> list = state.<int[]>listState("list").get();
        if (!list.isEmpty()) {
          list.get(0)[0] = number;
          ((List<Integer>) of.get("list")).set(0, number);
        }
      }
      case 7 -> {
        state.listState("list").clear();
        of.remove("list");
      }
      case 8 -> {
        state.<Integer, int[]>mapState("map").put(part, new int[] {number});
        ((Map<Integer, Integer>) of.computeIfAbsent("map", absent -> new HashMap<>()))
            .put(part, number);
      }
      case 9 -> {
        int[] value = state.<Integer, int[]>mapState("map").get(part);
        if (value != null) {
          value[0] = number;
          ((Map<Integer, Integer>) of.get("map")).put(part, number);
        }
      }
      case 10 -> {
        state.<Integer, int[]>mapState("map").remove(part);
        Map<Integer, Integer> map = (Map<Integer, Integer>) of.get("map");
        if (map != null) {
          map.remove(part);
          if (map.isEmpty()) {
            of.remove("map");
          }
        }
      }
      case 11 -> {
        for (Map.Entry<Integer, int[]> each : state.<Integer, int[]>mapState("map").entries()) {
          each.getValue()[0] = number;
          ((Map<Integer, Integer>) of.get("map")).put(each.getKey(), number);
        }
      }
      default -> {
        state.reducingState(StateDescriptor.<Integer>of("sum"), Integer::sum).add(number);
        of.merge("sum", number, (a, b) -> (Integer) a + (Integer) b);
      }
    }
  }

  /** And on other states that are apart by more than the key. */
  private void operateOnSlices(KeyedState state, Map<String, Object> of) {
    int number = random.nextInt(1_000);
    int slice = random.nextInt(SLICES);
    int what = random.nextInt(11);
    switch (what) {
      case 0, 1, 2, 3 -> operateOnArrays(what, slice, state, of);
      case 4, 5 -> {
        SliceState<Object> counts = state.sliceState(StateDescriptor.of("counts"));
        Object before = counts.get(slice);
        assertThat(before).isEqualTo(of.get("count" + slice));
        Object next = random.nextInt(50) == 0 ? "no number" : countIn(slice, number);
        if (before instanceof Flat changed && next instanceof Flat) {
          changed.number = number;
          counts.put(slice, changed);
        } else {
          counts.put(slice, next);
        }
        // Never the object that the state may have: what is known of a checkpoint shares the
        // model's.
        of.put("count" + slice, next instanceof Flat ? new Flat(number) : next);
      }
      case 6 -> {
        state.setCurrentNamespace("n" + slice);
        state.namespaced().valueState("inNamespace").update((long) number);
        of.put("n" + slice, (long) number);
      }
      case 7 -> {
        state.setCurrentNamespace("n" + slice);
        state.namespaced().valueState("inNamespace").clear();
        of.remove("n" + slice);
      }
      case 8 -> {
        long sum = state.longState("count").add(number);
        assertThat(sum).isEqualTo(number + (Long) of.getOrDefault("count", 0L));
        of.put("count", sum);
      }
      case 9 -> {
        state.longState("count").set(number);
        of.put("count", (long) number);
      }
      default -> {
        ValueState<Long> count = state.valueState("count");
        Long before = count.value();
        count.update(before == null ? 1 : before + 1);
        of.merge("count", 1L, (a, b) -> (Long) a + (Long) b);
      }
    }
  }

  private static Object countIn(int slice, int number) {
    return slice % 2 == 0 ? (Object) (long) number : new Flat(number);
  }

  private void operateOnArrays(int what, int slice, KeyedState state, Map<String, Object> of) {
    int number = random.nextInt(1_000);
    switch (what) {
      case 0, 1 -> {
        state.sliceState(StateDescriptor.<int[]>of("arrays")).put(slice, new int[] {number});
        of.put("array" + slice, number);
      }
      case 2 -> {
        int[] value = state.sliceState(StateDescriptor.<int[]>of("arrays")).get(slice);
        if (value != null) {
          value[0] = number;
          of.put("array" + slice, number);
        }
      }
      default -> {
        state.sliceState(StateDescriptor.of("arrays")).remove(slice);
        of.remove("array" + slice);
      }
    }
  }

  static Map<String, Object> contentOf(KeyedState state) throws Exception {
    Map<String, Object> of = new HashMap<>();
    ValueState<int[]> value = state.valueState("value");
    if (value.value() != null) {
      of.put("value", value.value()[0]);
    }
    ValueState<String> text = state.valueState("text");
    if (text.value() != null) {
      of.put("text", text.value());
    }
    ListState<int[]> list = state.listState("list");
    if (!list.get().isEmpty()) {
      of.put("list", list.get().stream().map(each -> each[0]).toList());
    }
    MapState<Integer, int[]> map = state.mapState("map");
    if (!map.isEmpty()) {
      Map<Integer, Integer> parts = new HashMap<>();
      map.entries().forEach(each -> parts.put(each.getKey(), each.getValue()[0]));
      of.put("map", parts);
    }
    Integer sum = state.reducingState(StateDescriptor.<Integer>of("sum"), Integer::sum).get();
    if (sum != null) {
      of.put("sum", sum);
    }
    ValueState<Long> count = state.valueState("count");
    assertThat(state.longState("count").get()).isEqualTo(count.value() == null ? 0 : count.value());
    if (count.value() != null) {
      of.put("count", count.value());
    }
    for (int slice = 0; slice < SLICES; slice++) {
      int[] array = state.sliceState(StateDescriptor.<int[]>of("arrays")).get(slice);
      if (array != null) {
        of.put("array" + slice, array[0]);
      }
      Object counted = state.sliceState(StateDescriptor.of("counts")).get(slice);
      if (counted != null) {
        of.put("count" + slice, counted);
      }
      state.setCurrentNamespace("n" + slice);
      Object inNamespace = state.namespaced().valueState("inNamespace").value();
      if (inNamespace != null) {
        of.put("n" + slice, inNamespace);
      }
    }
    return of;
  }
}
