package io.landfall.runtime.state;

import static io.landfall.runtime.state.KeyedState.MOST_ANNOUNCED;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.state.ValueState;
import io.landfall.runtime.serialization.GenericSerializers;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class HeapKeyedStateTest extends KeyedStateContract {

  private static final int MANY = 40_000;

  @Override
  StateBackend backend() {
    return new HeapStateBackend();
  }

  /**
   * So many that they are fetched beforehand; keys and values of several kinds, and some absent.
   */
  @Test
  void findsWhatBelongsToAnnouncedKeys() {
    KeyedState state =
        backend()
            .createKeyedState(
                new KeyedStateContext(
                    "op",
                    new KeyGroupRange(0, 127),
                    128,
                    new GenericSerializers(getClass().getClassLoader()),
                    () -> 0));
    for (List<IntFunction<Object>> keyAndValue :
        List.<List<IntFunction<Object>>>of(
            List.of(i -> (long) i, i -> (long) i),
            List.of(i -> "key " + i, i -> List.of(i)),
            List.of(i -> i % 2 == 0 ? "key " + i : i, i -> i % 3 == 0 ? null : "value " + i))) {
      ValueState<Object> values = state.valueState("values" + keyAndValue.hashCode());
      fill(state, values, keyAndValue);
      Random random = new Random(1);
      for (int batch = 0; batch < 1_000; batch++) {
        List<Integer> numbers = random.ints(MOST_ANNOUNCED, 0, 2 * MANY).boxed().toList();
        for (int i = 0; i < MOST_ANNOUNCED; i++) {
          Object key = keyAndValue.get(0).apply(numbers.get(i));
          state.announce(i, key, KeyGroups.of(key, 128));
        }
        state.fetchAnnounced(MOST_ANNOUNCED);
        for (int i = 0; i < MOST_ANNOUNCED; i++) {
          state.setCurrentAnnounced(i);
          int number = numbers.get(i);
          assertThat(state.currentKey()).isEqualTo(keyAndValue.get(0).apply(number));
          assertThat(values.value())
              .isEqualTo(number < MANY ? keyAndValue.get(1).apply(number) : null);
        }
      }
    }
  }

  private static void fill(
      KeyedState state, ValueState<Object> values, List<IntFunction<Object>> keyAndValue) {
    for (int i = 0; i < MANY; i++) {
      Object key = keyAndValue.get(0).apply(i);
      state.setCurrentKey(key, KeyGroups.of(key, 128));
      Object value = keyAndValue.get(1).apply(i);
      if (value != null) {
        values.update(value);
      }
    }
  }
}
