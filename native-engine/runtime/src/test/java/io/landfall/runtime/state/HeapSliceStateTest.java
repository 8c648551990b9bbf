package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.state.StateDescriptor;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.SliceTotals;
import io.landfall.runtime.serialization.GenericSerializers;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeapSliceStateTest {

  private static final int GROUPS = 128;

  /** Several pages of ordinals, with the last of them sparse. */
  private static final int KEYS = 5 * KeyPages.SIZE / 2;

  private static final int SLICES = 6;

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
  private final SliceTotals<Object> totals = slices.totals();
  private final Random random = new Random(7);

  /** By slice and key. */
  private final Map<Long, Map<Object, Integer>> model = new HashMap<>();

  private final Map<Object, Integer> sums = new HashMap<>();
  private final Map<Object, Integer> counts = new HashMap<>();

  private void makeCurrent(Object key) {
    keyed.setCurrentKey(key, KeyGroups.of(key, GROUPS));
  }

  private enum Kind {
    NUMBERS,
    FLAT,
    ARRAYS,
    MIXED;

    Object of(int value) {
      return switch (this) {
        case NUMBERS -> (long) value;
        case FLAT -> new Flat(value);
        case ARRAYS -> new int[] {value};
        case MIXED -> values()[value % 3].of(value);
      };
    }
  }

  private static int numberOf(Object value) {
    if (value instanceof Flat flat) {
      return flat.number;
    }
    return value instanceof int[] array ? array[0] : ((Long) value).intValue();
  }

  /** In place where that is possible. */
  private static Object changed(Object total, int by) {
    if (total instanceof Flat flat) {
      flat.number += by;
      return flat;
    }
    if (total instanceof int[] array) {
      array[0] += by;
      return array;
    }
    return (Long) total + by;
  }

  private void fill(Kind kind) {
    for (long slice = 1; slice <= SLICES; slice++) {
      // A full one, and sparse ones.
      double share = slice == 1 ? 1 : random.nextDouble() / 2;
      Map<Object, Integer> of = model.computeIfAbsent(slice, any -> new HashMap<>());
      for (int i = 0; i < KEYS; i++) {
        if (random.nextDouble() < share) {
          Object key = i % 2 == 0 ? "key " + i : (Object) i;
          int value = random.nextInt(9);
          makeCurrent(key);
          slices.put(slice, kind.of(value));
          of.put(key, value);
        }
      }
    }
  }

  private void include(long slice) throws Exception {
    totals.include(slice, (total, value) -> changed(total, numberOf(value)));
    model.get(slice).forEach(this::add);
  }

  private void add(Object key, int value) {
    sums.merge(key, value, Integer::sum);
    counts.merge(key, 1, Integer::sum);
  }

  private void exclude(long slice) throws Exception {
    totals.exclude(slice, (total, value) -> changed(total, -numberOf(value)));
    model
        .get(slice)
        .forEach(
            (key, value) -> {
              sums.merge(key, -value, Integer::sum);
              if (counts.merge(key, -1, Integer::sum) == 0) {
                sums.remove(key);
                counts.remove(key);
              }
            });
  }

  private Map<Object, Integer> found() throws Exception {
    Map<Object, Integer> found = new HashMap<>();
    totals.forEach(
        (key, total, isCopy) -> {
          assertThat(keyed.currentKey()).isEqualTo(key);
          found.put(key, numberOf(total));
        });
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void addsUpSlicesAndTakesThemOutAgain(Kind kind) throws Exception {
    fill(kind);
    for (long slice = 1; slice <= SLICES; slice++) {
      include(slice);
      assertThat(found()).isEqualTo(sums);
    }
    assertThat(sums).hasSize(KEYS);
    for (long slice = 1; slice <= SLICES; slice++) {
      exclude(slice);
      assertThat(found()).isEqualTo(sums);
    }
    assertThat(sums).isEmpty();
    assertThat(valuesInSlices()).isEqualTo(model);
  }

  /** A total that began as a value, and was changed, must not have changed that. */
  private Map<Long, Map<Object, Integer>> valuesInSlices() throws Exception {
    Map<Long, Map<Object, Integer>> found = new HashMap<>();
    for (long slice = 1; slice <= SLICES; slice++) {
      Map<Object, Integer> of = new HashMap<>();
      slices.forEach(slice, (key, value, isCopy) -> of.put(key, numberOf(value)));
      found.put(slice, of);
    }
    return found;
  }

  @ParameterizedTest
  @EnumSource
  void changesTheTotalOfTheCurrentKey(Kind kind) throws Exception {
    fill(kind);
    include(1);
    include(2);
    for (Object key : model.get(1L).keySet()) {
      makeCurrent(key);
      boolean isFirst = slices.get(2) == null;
      slices.put(2, isFirst ? kind.of(3) : changed(slices.get(2), 3));
      model.get(2L).merge(key, 3, Integer::sum);
      assertThat(numberOf(totals.get())).isEqualTo(sums.get(key));
      totals.put(changed(totals.get(), 3), isFirst ? 1 : 0);
      sums.merge(key, 3, Integer::sum);
      counts.merge(key, isFirst ? 1 : 0, Integer::sum);
    }
    assertThat(found()).isEqualTo(sums);
    exclude(1);
    assertThat(found()).isEqualTo(sums);
    exclude(2);
    assertThat(found()).isEmpty();
  }

  @Test
  void hasNoTotalOfAKeyThatIsInNoSlice() throws Exception {
    fill(Kind.FLAT);
    include(1);
    makeCurrent("no such key");
    assertThat(totals.get()).isNull();
    totals.clear();
    assertThat(found()).isEmpty();
    makeCurrent(model.get(1L).keySet().iterator().next());
    assertThat(totals.get()).isNull();
  }

  @Test
  void addsNothingUpOfASliceThatIsNotThere() throws Exception {
    SliceTotals.Combiner<Object> neverCalled =
        (total, value) -> {
          throw new AssertionError("there is no key");
        };
    totals.include(3, neverCalled);
    totals.exclude(3, neverCalled);

    assertThat(found()).isEmpty();
  }

  @Test
  void tellsWhetherNothingElseChangesWhatItGives() throws Exception {
    makeCurrent("flat");
    slices.put(1, new Flat(7));
    slices.put(2, new int[] {7});

    slices.forEach(1, (key, value, isCopy) -> assertThat(isCopy).isTrue());
    slices.forEach(2, (key, value, isCopy) -> assertThat(isCopy).isFalse());
    assertThat(slices.get(1)).isEqualTo(new Flat(7)).isNotSameAs(slices.get(1));
    assertThat(slices.get(2)).isSameAs(slices.get(2));
  }
}
