package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import io.landfall.runtime.serialization.GenericSerializers;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeapSliceStateTest {

  private static final int GROUPS = 128;

  /** Several pages of ordinals, with the last of them sparse. */
  private static final int KEYS = 5 * KeyPages.SIZE / 2;

  private static final int SLICES = 6;
  private static final long TOTALS = 0;

  private final KeyedState keyed =
      new HeapStateBackend()
          .createKeyedState(
              new KeyedStateContext(
                  "op",
                  new KeyGroupRange(0, GROUPS - 1),
                  GROUPS,
                  new GenericSerializers(getClass().getClassLoader()),
                  () -> 0));
  private final SliceState<Object> slices = keyed.sliceState(StateDescriptor.of("slices"));
  private final SliceState<int[]> scratch = slices.scratch();
  private final Map<Object, Integer> sums = new HashMap<>();

  private void makeCurrent(Object key) {
    keyed.setCurrentKey(key, KeyGroups.of(key, GROUPS));
  }

  @Test
  void combinesWhatTwoStatesHaveForAKey() throws Exception {
    Random random = new Random(7);
    Map<Long, Map<Object, Integer>> model = new HashMap<>();
    for (long slice = 1; slice <= SLICES; slice++) {
      // A full one, and sparse ones.
      double share = slice == 1 ? 1 : random.nextDouble() / 2;
      for (int i = 0; i < KEYS; i++) {
        if (random.nextDouble() < share) {
          Object key = i % 2 == 0 ? "key " + i : (Object) i;
          int value = 1 + random.nextInt(9);
          makeCurrent(key);
          slices.put(slice, slice % 2 == 0 ? (Object) new int[] {value} : (Object) (long) value);
          model.computeIfAbsent(slice, any -> new HashMap<>()).put(key, value);
        }
      }
    }

    for (long slice = 1; slice <= SLICES; slice++) {
      add(slice);
      model.get(slice).forEach((key, value) -> sums.merge(key, value, Integer::sum));
      assertThat(totals()).isEqualTo(sums);
    }
    for (long slice = 1; slice <= SLICES; slice++) {
      subtract(slice);
      model.get(slice).forEach(this::subtract);
      assertThat(totals()).isEqualTo(sums);
    }
    assertThat(sums).isEmpty();
    assertThat(scratch.ceiling(Long.MIN_VALUE)).isEqualTo(SliceState.NONE);
  }

  @Test
  void combinesNothingWithASliceThatIsNotThere() throws Exception {
    slices.combine(
        3,
        scratch,
        TOTALS,
        (part, sum) -> {
          throw new AssertionError("there is no key");
        });

    assertThat(totals()).isEmpty();
  }

  private void subtract(Object key, int value) {
    sums.computeIfPresent(key, (any, sum) -> sum == value ? null : Integer.valueOf(sum - value));
  }

  private static int numberOf(Object part) {
    return part instanceof int[] array ? array[0] : ((Long) part).intValue();
  }

  /** Changes sums in place, and makes those that are not there. */
  private void add(long slice) throws Exception {
    slices.combine(
        slice,
        scratch,
        TOTALS,
        (part, sum) -> {
          int[] to = sum == null ? new int[1] : sum;
          to[0] += numberOf(part);
          return to;
        });
  }

  /** Replaces sums, and takes those out that come to nothing. */
  private void subtract(long slice) throws Exception {
    slices.combine(
        slice,
        scratch,
        TOTALS,
        (part, sum) -> sum[0] == numberOf(part) ? null : new int[] {sum[0] - numberOf(part)});
  }

  private Map<Object, Integer> totals() throws Exception {
    Map<Object, Integer> found = new HashMap<>();
    scratch.forEach(TOTALS, (key, sum) -> found.put(key, sum[0]));
    return found;
  }
}
