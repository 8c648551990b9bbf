package io.landfall.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpscRingTest {

  @Test
  void handsOnValuesWithTheirTimestampsInOrder() {
    SpscRing ring = new SpscRing(4);
    ring.offer("a", 1);
    ring.offer("b", 2);

    assertThat(ring.poll()).isEqualTo("a");
    assertThat(ring.timestampMs()).isEqualTo(1);
    assertThat(ring.poll()).isEqualTo("b");
    assertThat(ring.timestampMs()).isEqualTo(2);
    assertThat(ring.poll()).isNull();
  }

  @Test
  void refusesWhatDoesNotFitAndTakesItOnceSlotsAreReleased() {
    SpscRing ring = new SpscRing(2);
    assertThat(ring.offer("a", 0)).isTrue();
    assertThat(ring.offer("b", 0)).isTrue();
    assertThat(ring.offer("c", 0)).isFalse();

    ring.poll();
    assertThat(ring.offer("c", 0)).as("polled but not released").isFalse();
    ring.release();

    assertThat(ring.offer("c", 0)).isTrue();
    assertThat(ring.size()).isEqualTo(2);
  }

  @Test
  void roundsItsCapacityUpToAPowerOfTwo() {
    assertThat(new SpscRing(0).capacityRecords()).isEqualTo(1);
    assertThat(new SpscRing(1).capacityRecords()).isEqualTo(1);
    assertThat(new SpscRing(5).capacityRecords()).isEqualTo(8);
    assertThat(new SpscRing(1_024).capacityRecords()).isEqualTo(1_024);
  }
}
