package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SliceTest {

  private final SnapshotEpochs epochs = new SnapshotEpochs();

  /**
   * Few values in a page, many, and so many that its form changes; numbers, objects that are flat,
   * others, and null.
   */
  @Property(tries = 40)
  void hasWhatAMapWouldHaveAndSoDoesASnapshot(@ForAll Random random) {
    Slice slice = new Slice(7, epochs, random.nextBoolean() ? null : earlier(random));
    Map<Integer, Object> model = new HashMap<>();
    int bound = 1 + random.nextInt(random.nextBoolean() ? 50 : 5 * KeyPages.SIZE);
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    for (int round = 0; round < 4; round++) {
      change(slice, model, bound, kind, random);
      Map<Integer, Object> then = new HashMap<>(model);
      long epoch = epochs.snapshot();
      Slice.Frozen frozen = slice.freeze();
      change(slice, model, bound, kind, random);
      assertThat(contentOf(new Slice(frozen, epochs))).isEqualTo(then);
      epochs.release(epoch);
      assertThat(contentOf(slice)).isEqualTo(model);
      assertThat(slice.size()).isEqualTo(model.size());
    }
  }

  /** Some of its pages have many values. */
  private Slice earlier(Random random) {
    Slice earlier = new Slice(6, epochs, null);
    for (int i = random.nextInt(3 * KeyPages.SIZE); i > 0; i--) {
      int page = 2 * random.nextInt(2);
      earlier.put(page * KeyPages.SIZE + random.nextInt(3 * KeyPages.SIZE / 2), 1L);
    }
    return earlier;
  }

  private static void change(
      Slice slice, Map<Integer, Object> model, int bound, Kind kind, Random random) {
    int changes = random.nextInt(2 * bound);
    int removals = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int ordinal = random.nextInt(bound);
      if (random.nextInt(4) < removals) {
        assertThat(slice.remove(ordinal)).isEqualTo(model.containsKey(ordinal));
        model.remove(ordinal);
      } else {
        Object value = valueOf(random.nextInt(100), kind);
        assertThat(slice.put(ordinal, value)).isEqualTo(!model.containsKey(ordinal));
        model.put(ordinal, value);
      }
    }
  }

  private enum Kind {
    NUMBERS,
    NUMBERS_MOSTLY,
    FLAT,
    FLAT_MOSTLY
  }

  private static Object valueOf(int number, Kind kind) {
    if (number <= 1 && (kind == Kind.NUMBERS_MOSTLY || kind == Kind.FLAT_MOSTLY)) {
      return number == 0 ? null : "text";
    }
    boolean isNumber = kind == Kind.NUMBERS || kind == Kind.NUMBERS_MOSTLY;
    return isNumber ? (Object) (long) number : new Flat(number);
  }

  private static Map<Integer, Object> contentOf(Slice slice) {
    Map<Integer, Object> content = new HashMap<>();
    for (int index = 0; index < slice.pageCount(); index++) {
      SlicePage page = slice.page(index);
      for (int slot = page == null ? -1 : page.next(0); slot >= 0; slot = page.next(slot + 1)) {
        assertThat(page.find(page.offset(slot))).isEqualTo(slot);
        content.put(index << KeyPages.BITS | page.offset(slot), page.value(slot));
      }
    }
    return content;
  }

  @Test
  void tellsWhichValuesASnapshotHas() {
    Slice slice = new Slice(7, epochs, null);
    for (int ordinal = 0; ordinal < 1_000; ordinal++) {
      slice.put(ordinal, "old");
    }
    assertThat(shared(slice)).isEmpty();
    long epoch = epochs.snapshot();
    assertThat(shared(slice)).hasSize(1_000);
    slice.put(3, "new");
    assertThat(shared(slice)).hasSize(999).doesNotContain(3);
    epochs.release(epoch);
    assertThat(shared(slice)).isEmpty();
  }

  @Test
  void tellsWhichValuesASnapshotHasOfAPageThatGrows() {
    Slice slice = new Slice(7, epochs, null);
    for (int ordinal = 0; ordinal < 4; ordinal++) {
      slice.put(ordinal, "old");
    }
    long epoch = epochs.snapshot();
    for (int ordinal = 4; ordinal < KeyPages.SIZE; ordinal++) {
      slice.put(ordinal, "new");
    }
    assertThat(shared(slice)).containsExactlyInAnyOrder(0, 1, 2, 3);
    epochs.release(epoch);
  }

  @Test
  void keepsWhatObjectsHaveAndNotTheObjectsIfTheyAreFlat() {
    for (int count : new int[] {1, KeyPages.SIZE / 2, KeyPages.SIZE}) {
      Slice slice = new Slice(7, epochs, null);
      for (int ordinal = 0; ordinal < count; ordinal++) {
        Flat value = new Flat(ordinal);
        slice.put(ordinal, value);
        value.number = -1;
      }
      SlicePage page = slice.page(0);
      assertThat(page.givesCopies()).isTrue();
      ((Flat) page.value(page.find(0))).number = -1;
      assertThat(contentOf(slice))
          .hasSize(count)
          .allSatisfy((ordinal, value) -> assertThat(value).isEqualTo(new Flat(ordinal)));
      slice.put(0, "not flat");
      assertThat(page.givesCopies()).isFalse();
    }
  }

  @Test
  void doesNotGrowStepByStepWhatWasLargeInAnEarlierOne() {
    Slice earlier = new Slice(6, epochs, null);
    for (int ordinal = 0; ordinal < KeyPages.SIZE - 1; ordinal++) {
      earlier.put(ordinal, "old");
    }
    earlier.put(4 * KeyPages.SIZE + 5, "old");
    Slice slice = new Slice(7, epochs, earlier);
    slice.put(0, "new");
    slice.put(KeyPages.SIZE, "new");
    slice.put(4 * KeyPages.SIZE + 5, "new");

    assertThat(List.of(slice.page(0), slice.page(1), slice.page(4)))
        .extracting(SlicePage::isDense)
        .containsExactly(true, false, false);
  }

  private static Set<Integer> shared(Slice slice) {
    Set<Integer> shared = new HashSet<>();
    SlicePage page = slice.page(0);
    for (int slot = page.next(0); slot >= 0; slot = page.next(slot + 1)) {
      if (slice.isShared(page, slot)) {
        shared.add(page.offset(slot));
      }
    }
    return shared;
  }
}
