package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SegmentTest {

  private static final long LAYER = 7;

  @Test
  void findsAMarkedKeyOfAnyHash() {
    for (int bits : new int[] {0, 1, 2, 3, -1, Integer.MIN_VALUE}) {
      int hash = Segment.asHash(bits);
      Segment segment = Segment.empty(0, false);
      int slot = ~segment.find("key", hash);
      segment.insert(slot, "key", hash, "value", 0);
      segment.mark(LAYER, slot, true);
      assertThat(segment.find("key", hash)).isEqualTo(slot);
      assertThat(segment.findHash(hash)).isEqualTo(slot);
      assertThat(segment.hash(slot)).isEqualTo(hash);
      assertThat(segment.isTaken(slot)).isTrue();
      assertThat(segment.isMarked(LAYER, slot)).isTrue();
    }
  }

  @Test
  void forgetsMarksWithTheNextLayer() {
    Segment segment = Segment.empty(0, false);
    int one = insert(segment, 1L);
    int two = insert(segment, 2L);
    segment.mark(LAYER, one, false);
    segment.mark(LAYER + 1, two, false);
    assertThat(segment.isMarked(LAYER, one)).isFalse();
    assertThat(segment.isMarked(LAYER + 1, one)).isFalse();
    assertThat(segment.isMarked(LAYER + 1, two)).isTrue();
    assertThat(segment.marksSince(LAYER)).isNull();
  }

  @Test
  void findsEachMarkOfFewAndOfMany() {
    for (int slots : new int[] {4, 64, 4096, 3 * 4096}) {
      for (int step : new int[] {1, 63, 64, 1000}) {
        ChangeMarks marks = new ChangeMarks(slots);
        List<Integer> expected = new ArrayList<>();
        for (int slot = slots - 1; slot >= 0; slot -= step) {
          marks.set(slot, false);
          expected.add(0, slot);
        }
        marks.clear(slots - 1);
        expected.remove(expected.size() - 1);
        List<Integer> found = new ArrayList<>();
        for (int slot = marks.nextChanged(0); slot >= 0; slot = marks.nextChanged(slot + 1)) {
          found.add(slot);
        }
        assertThat(found).isEqualTo(expected);
      }
    }
  }

  @Test
  void keepsMarksThroughRemovalsAndGrowth() {
    Random random = new Random(1);
    Segment segment = Segment.empty(0, false);
    Map<Long, Boolean> model = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      if (segment.isFull()) {
        segment = segment.grow(0);
      }
      long key = random.nextInt(300);
      int slot = segment.find(key, hash(key));
      if (slot < 0) {
        slot = insert(segment, key);
        model.put(key, false);
      }
      switch (random.nextInt(3)) {
        case 0 -> {
          segment.mark(LAYER, slot, random.nextBoolean());
          model.put(key, true);
        }
        case 1 -> {
          segment.remove(slot);
          model.remove(key);
        }
        default -> {}
      }
    }
    TreeSet<Long> changed = new TreeSet<>();
    segment.forEachChanged(LAYER, (key, value, stampMs) -> changed.add((Long) key));
    TreeSet<Long> expected = new TreeSet<>();
    for (Map.Entry<Long, Boolean> entry : model.entrySet()) {
      int slot = segment.find(entry.getKey(), hash(entry.getKey()));
      assertThat(segment.isMarked(LAYER, slot)).isEqualTo(entry.getValue());
      if (entry.getValue()) {
        expected.add(entry.getKey());
      }
    }
    assertThat(changed).isEqualTo(expected).isNotEmpty();
    assertThat(segment.size).isEqualTo(model.size());
  }

  @Test
  void asksForNoCopyOfValuesOnceNobodyHasThem() {
    Segment shared = Segment.empty(0, false);
    int slot = insert(shared, "key");
    Segment copy = shared.copy(1);
    assertThat(copy.ownsValue(slot)).isFalse();
    copy.ownAllValues();
    assertThat(copy.ownsValue(slot)).isTrue();
    assertThat(copy.copy(2).ownsValue(slot)).isFalse();
  }

  private static int hash(Object key) {
    return CowTable.hashOf(key);
  }

  private static int insert(Segment segment, Object key) {
    int slot = ~segment.find(key, hash(key));
    segment.insert(slot, key, hash(key), "value", 0);
    return slot;
  }
}
