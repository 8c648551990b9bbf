package io.landfall.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class KeyGroupsProperties {

  @Property(tries = 300)
  void rangesAreAPartitionThatAgreesWithTheOwner(
      @ForAll @IntRange(min = 1, max = 2_000) int keyGroupCount, @ForAll int any) {
    int parallelism = 1 + Math.floorMod(any, keyGroupCount);
    int expectedFirst = 0;
    for (int subtask = 0; subtask < parallelism; subtask++) {
      KeyGroupRange range = KeyGroups.rangeOf(subtask, parallelism, keyGroupCount);
      assertThat(range.first()).isEqualTo(expectedFirst);
      assertThat(range.size()).isPositive();
      for (int keyGroup = range.first(); keyGroup <= range.last(); keyGroup++) {
        assertThat(KeyGroups.subtaskOf(keyGroup, parallelism, keyGroupCount)).isEqualTo(subtask);
      }
      expectedFirst = range.last() + 1;
    }
    assertThat(expectedFirst).isEqualTo(keyGroupCount);
  }

  @Property
  void everyKeyHasAGroup(
      @ForAll Long key, @ForAll @IntRange(min = 1, max = KeyGroups.MAX_COUNT) int count) {
    assertThat(KeyGroups.of(key, count)).isBetween(0, count - 1);
  }

  @Example
  void spreadsSequentialKeysEvenly() {
    int[] counts = new int[128];
    for (int i = 0; i < 128_000; i++) {
      counts[KeyGroups.of(i, 128)]++;
    }
    assertThat(Arrays.stream(counts).min().getAsInt()).isGreaterThan(800);
    assertThat(Arrays.stream(counts).max().getAsInt()).isLessThan(1_200);
  }

  @Example
  void dependsOnNamesOfEnumsAndNotOnTheirIdentity() {
    int byName = KeyGroups.of(TimeUnit.DAYS.name(), 128);
    assertThat(KeyGroups.of(TimeUnit.DAYS, 128)).isEqualTo(byName);
    assertThat(KeyGroups.of(List.of(TimeUnit.DAYS, 1), 128))
        .isEqualTo(KeyGroups.of(List.of("DAYS", 1), 128));
    assertThat(KeyGroups.of(List.of("a", 1), 1 << 15))
        .isEqualTo(KeyGroups.of(Arrays.asList("a", 1), 1 << 15));
  }

  @Example
  void refusesMoreSubtasksThanKeyGroups() {
    assertThatThrownBy(() -> KeyGroups.rangeOf(0, 9, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("9")
        .hasMessageContaining("8");
  }
}
