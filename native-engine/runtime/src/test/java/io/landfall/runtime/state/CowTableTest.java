package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CowTableTest {

  private final SnapshotEpochs epochs = new SnapshotEpochs();
  private final CowTable table = new CowTable(epochs, false);

  /** Few different hashes, so that they collide in every way. */
  private record Clumsy(int id) {
    @Override
    public int hashCode() {
      return id & 15;
    }
  }

  private void put(Object key, Object value) {
    if (table.seek(key, CowTable.hashOf(key))) {
      table.set(value, 0);
    } else {
      table.insert(key, value, 0);
    }
  }

  private Object get(Object key) {
    return table.seek(key, CowTable.hashOf(key)) ? table.value() : null;
  }

  private static Map<Object, Object> content(CowTable of) {
    Map<Object, Object> content = new HashMap<>();
    of.forEach((key, value, stampMs) -> assertThat(content.put(key, value)).isNull());
    return content;
  }

  @Test
  void holdsFarMoreThanASegmentAndFindsAll() {
    for (int i = 0; i < 100_000; i++) {
      put("key" + i, i);
    }

    assertThat(table.size()).isEqualTo(100_000);
    for (int i = 0; i < 100_000; i++) {
      assertThat(get("key" + i)).isEqualTo(i);
    }
    assertThat(get("other")).isNull();
    assertThat(content(table)).hasSize(100_000);
  }

  @Test
  void survivesKeysThatAllHaveTheSameHash() {
    for (int i = 0; i < 2_000; i++) {
      put(new Clumsy(i), i);
    }
    for (int i = 0; i < 2_000; i += 2) {
      table.seek(new Clumsy(i), CowTable.hashOf(new Clumsy(i)));
      table.remove();
    }

    assertThat(table.size()).isEqualTo(1_000);
    for (int i = 0; i < 2_000; i++) {
      assertThat(get(new Clumsy(i))).isEqualTo(i % 2 == 0 ? null : i);
    }
  }

  @Test
  void staysEqualToAHashMapWhileSnapshotsComeAndGo() {
    Random random = new Random(7);
    Map<Object, Object> model = new HashMap<>();
    CowTable frozen = null;
    Map<Object, Object> frozenModel = null;
    long epoch = 0;
    for (int step = 0; step < 300_000; step++) {
      Integer key = random.nextInt(20_000);
      if (random.nextInt(3) == 0) {
        if (table.seek(key, CowTable.hashOf(key))) {
          table.remove();
        }
        model.remove(key);
      } else {
        put(key, step);
        model.put(key, step);
      }
      if (step % 50_000 == 20_000) {
        epoch = epochs.snapshot();
        frozen = table.freeze();
        frozenModel = new HashMap<>(model);
      } else if (step % 50_000 == 45_000) {
        assertThat(content(frozen)).isEqualTo(frozenModel);
        epochs.release(epoch);
      }
    }
    assertThat(content(table)).isEqualTo(model);
    assertThat(table.size()).isEqualTo(model.size());
  }

  @Test
  void tellsNumbersAndOtherValuesApartHoweverTheyAreMixed() {
    Random random = new Random(11);
    Map<Object, Object> model = new HashMap<>();
    for (int step = 0; step < 100_000; step++) {
      Integer key = random.nextInt(10_000);
      // Numbers only at first; a few others among them later.
      Object value = step > 50_000 && step % 100 == 0 ? "value" + step : (Object) (long) step;
      put(key, value);
      model.put(key, value);
    }

    assertThat(content(table)).isEqualTo(model);
    model.forEach((key, value) -> assertThat(get(key)).isEqualTo(value));
  }

  @Test
  void leavesTheNumbersOfASnapshotAsTheyWereWhenTheyBecomeOtherValues() {
    for (long i = 0; i < 100; i++) {
      put(i, i);
    }
    long epoch = epochs.snapshot();
    CowTable frozen = table.freeze();
    Map<Object, Object> before = content(frozen);
    for (long i = 0; i < 100; i++) {
      put(i, "value" + i);
    }

    assertThat(content(frozen)).isEqualTo(before).containsEntry(7L, 7L);
    assertThat(get(7L)).isEqualTo("value7");
    epochs.release(epoch);
  }

  /** Numbers as keys, of one type at first. */
  private static Object numericKey(Random random, boolean ofOneType) {
    long number = random.nextInt(3_000);
    if (ofOneType || random.nextInt(50) > 0) {
      return number;
    }
    return random.nextBoolean() ? (Object) (int) number : (Object) 0x9E3779B97F4A7C15L;
  }

  @Test
  void tellsNumericKeysOfSeveralTypesApart() {
    Random random = new Random(13);
    Map<Object, Object> model = new HashMap<>();
    for (int step = 0; step < 100_000; step++) {
      Object key = numericKey(random, step < 50_000);
      if (random.nextInt(3) == 0) {
        if (table.seek(key, CowTable.hashOf(key))) {
          table.remove();
        }
        model.remove(key);
      } else {
        put(key, (long) step);
        model.put(key, (long) step);
      }
      assertThat(get(key)).isEqualTo(model.get(key));
    }

    assertThat(content(table)).isEqualTo(model);
    assertThat(model).containsKey(0x9E3779B97F4A7C15L);
    assertThat(table.size()).isEqualTo(model.size());
  }
}
