package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SliceKeysTest {

  private final SnapshotEpochs epochs = new SnapshotEpochs();

  @Property(tries = 20)
  void findsWhatAMapWould(@ForAll Random random) {
    SliceKeys keys = new SliceKeys(epochs, 0);
    Map<Object, Integer> ordinals = new HashMap<>();
    Map<Object, Integer> uses = new HashMap<>();
    int bound = 1 + random.nextInt(random.nextBoolean() ? 20 : 20_000);
    // Few leading bits are bad luck that has to do no harm.
    int mask = random.nextInt(4) == 0 ? 0xff : -1;
    for (int i = 0; i < 10_000; i++) {
      Object key = keyOf(random.nextInt(bound));
      int hash = CowTable.hashOf(key) & mask;
      int ordinal = keys.find(key, hash);
      if (uses.getOrDefault(key, 0) > 0) {
        assertThat(ordinal).isEqualTo(ordinals.get(key));
      }
      if (random.nextInt(3) > 0) {
        ordinal = ordinal == KeyIndex.NONE ? keys.add(key, hash) : ordinal;
        ordinals.put(key, ordinal);
        uses.merge(key, 1, Integer::sum);
      } else if (uses.getOrDefault(key, 0) > 0) {
        uses.merge(key, -1, Integer::sum);
      }
      if (random.nextInt(200) == 0) {
        forgetStale(
            keys,
            ordinals.keySet().stream().filter(k -> uses.get(k) > 0).map(ordinals::get).toList());
      }
    }
    Map<Integer, Object> byOrdinal = new HashMap<>();
    uses.forEach(
        (key, count) -> {
          if (count > 0) {
            int ordinal = keys.find(key, CowTable.hashOf(key) & mask);
            assertThat(byOrdinal.put(ordinal, key)).isNull();
            assertThat(keys.key(ordinal)).isEqualTo(key);
            assertThat(keys.hash(ordinal)).isEqualTo(CowTable.hashOf(key) & mask);
          }
        });
  }

  private static void forgetStale(SliceKeys keys, Collection<Integer> used) {
    long[] bits = KeyPages.bits(keys.limit());
    used.forEach(ordinal -> bits[ordinal / Long.SIZE] |= 1L << ordinal);
    keys.forgetStale(bits);
  }

  /** Numbers of two kinds that are not equal, and what is no number. */
  private static Object keyOf(int number) {
    return switch (number % 3) {
      case 0 -> (long) number / 3;
      case 1 -> number / 3;
      default -> "key " + number / 3;
    };
  }

  @Test
  void keepsAKeyThatComesAgainWithTheNextSlice() {
    SliceKeys keys = new SliceKeys(epochs, 0);
    int ordinal = keys.add("a", 1);
    forgetStale(keys, Set.of());
    assertThat(keys.find("a", 1)).isEqualTo(ordinal);
    forgetStale(keys, Set.of(ordinal));
    forgetStale(keys, Set.of());
    assertThat(keys.find("a", 1)).isEqualTo(ordinal);
  }

  @Test
  void forgetsAKeyThatStaysAwayAndGivesItsOrdinalToAnother() {
    SliceKeys keys = new SliceKeys(epochs, 0);
    int gone = keys.add("a", 1);
    int stays = keys.add(7L, 1);
    forgetStale(keys, Set.of(stays));
    forgetStale(keys, Set.of(stays));

    assertThat(keys.find("a", 1)).isEqualTo(KeyIndex.NONE);
    assertThat(keys.find(7L, 1)).isEqualTo(stays);
    assertThat(keys.add("b", 2)).isEqualTo(gone);
    assertThat(keys.find("b", 2)).isEqualTo(gone);
  }

  @Test
  void keysOfOneGroupHaveOrdinalsNextToEachOther() {
    int groupBits = 6;
    SliceKeys keys = new SliceKeys(epochs, groupBits);
    Map<Integer, Integer> groupOfBlock = new HashMap<>();
    Random random = new Random(3);
    Map<Long, Integer> ordinals = new HashMap<>();
    for (long key = 0; key < 50_000; key++) {
      int ordinal = keys.add(key, random.nextInt() | 1);
      assertThat(ordinals.put(key, ordinal)).isNull();
    }
    assertThat(new HashSet<>(ordinals.values())).hasSize(50_000);
    for (int ordinal : ordinals.values()) {
      int group = TableScan.groupOf(keys.hash(ordinal), groupBits);
      Integer ofBlock = groupOfBlock.putIfAbsent(ordinal / 64, group);
      assertThat(ofBlock == null || ofBlock == group).isTrue();
      // No more is set aside than a block for each group.
      assertThat(ordinal).isLessThan(50_000 + 64 * 64);
    }
  }

  @Property(tries = 20)
  void goesOnFromWhatIsHeldWithTheOrdinalsThatAreFree(@ForAll Random random) {
    int groupBits = random.nextInt(16);
    SliceKeys keys = new SliceKeys(epochs, groupBits);
    Map<Long, Integer> held = new HashMap<>();
    for (long key = 0; key < 3_000; key++) {
      held.put(key, keys.add(key, hashOf(key)));
    }
    // Some blocks lose all their keys, others a few.
    held.values().removeIf(ordinal -> ordinal / 64 % 3 == 0 || random.nextInt(4) == 0);
    forgetStale(keys, held.values());
    forgetStale(keys, held.values());

    SliceKeys resumed = new SliceKeys(epochs, groupBits, keys.freeze());
    Map<Integer, Long> byOrdinal = new HashMap<>();
    held.forEach((key, ordinal) -> byOrdinal.put(ordinal, key));
    for (long key = 10_000; key < 16_000; key++) {
      int ordinal = resumed.add(key, hashOf(key));
      assertThat(byOrdinal.put(ordinal, key)).isNull();
    }
    byOrdinal.forEach(
        (ordinal, key) -> assertThat(resumed.find(key, hashOf(key))).isEqualTo(ordinal));
  }

  private static int hashOf(long key) {
    return CowTable.hashOf(key) | 1;
  }

  @Test
  void aSnapshotHasTheKeysThatThereWere() {
    SliceKeys keys = new SliceKeys(epochs, 0);
    List<Integer> ordinals = new ArrayList<>();
    for (long key = 0; key < 3_000; key++) {
      ordinals.add(keys.add(key, (int) key));
    }
    long epoch = epochs.snapshot();
    KeyPages.Frozen frozen = keys.freeze();
    forgetStale(keys, ordinals.subList(1_000, 3_000));
    forgetStale(keys, ordinals.subList(2_000, 3_000));
    assertThat(keys.find(5L, 5)).isEqualTo(KeyIndex.NONE);
    for (long key = 10_000; key < 15_000; key++) {
      keys.add(key, (int) key);
    }

    for (int key = 0; key < 3_000; key++) {
      assertThat(frozen.key(ordinals.get(key))).isEqualTo((long) key);
      assertThat(frozen.hash(ordinals.get(key))).isEqualTo(key);
    }
    SliceKeys resumed = new SliceKeys(epochs, 0, frozen);
    assertThat(resumed.find(5L, 5)).isEqualTo(ordinals.get(5));
    assertThat(resumed.find(10_000L, 10_000)).isEqualTo(KeyIndex.NONE);
    epochs.release(epoch);
  }
}
