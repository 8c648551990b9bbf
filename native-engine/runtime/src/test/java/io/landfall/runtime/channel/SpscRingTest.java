package io.landfall.runtime.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import org.jctools.util.UnsafeAccess;
import org.junit.jupiter.api.Test;

class SpscRingTest {

  private static final long FAR_BYTES = 128;

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
  void tellsRecordsWithoutATimestampFromThoseWithOne() {
    SpscRing ring = new SpscRing(4);
    ring.offer("a", Channel.NO_TIMESTAMP);
    ring.offer("b", 7);
    ring.offer("c", Channel.NO_TIMESTAMP);

    ring.poll();
    assertThat(ring.timestampMs()).as("a").isEqualTo(Channel.NO_TIMESTAMP);
    ring.poll();
    assertThat(ring.timestampMs()).as("b").isEqualTo(7);
    ring.poll();
    assertThat(ring.timestampMs()).as("c").isEqualTo(Channel.NO_TIMESTAMP);
  }

  @Test
  void forgetsTheTimestampOfWhatWasInASlotBefore() {
    SpscRing ring = new SpscRing(1);
    ring.offer("a", 7);
    ring.poll();
    ring.release();
    ring.offer("b", Channel.NO_TIMESTAMP);

    ring.poll();
    assertThat(ring.timestampMs()).isEqualTo(Channel.NO_TIMESTAMP);
  }

  @Test
  void countsTheRecordsBeforeASignal() {
    SpscRing ring = new SpscRing(8);
    assertThat(ring.upcomingRecords(10)).as("empty").isZero();
    ring.offer("a", 0);
    ring.offer("b", 2);
    ring.offerSignal(Signal.NullRecord.INSTANCE, 0);
    ring.offer("c", 0);

    assertThat(ring.upcomingRecords(1)).as("no further than asked").isEqualTo(1);
    assertThat(ring.upcomingRecords(10)).isEqualTo(2);
    assertThat(ring.peek(0)).isEqualTo("a");
    assertThat(ring.peek(1)).isEqualTo("b");
    assertThat(ring.peekTimestampMs(1)).isEqualTo(2);
    ring.poll();
    assertThat(ring.upcomingRecords(10)).as("a polled").isEqualTo(1);
    ring.poll();
    assertThat(ring.upcomingRecords(10)).as("signal first").isZero();
    ring.poll();
    assertThat(ring.upcomingRecords(10)).as("behind the signal").isEqualTo(1);
  }

  @Test
  void tellsOfRecordsUpToTheEndOfItsArrayAndThenOfTheRest() {
    SpscRing ring = new SpscRing(4);
    for (String record : new String[] {"a", "b", "c"}) {
      ring.offer(record, 0);
      ring.poll();
    }
    ring.release();
    ring.offer("d", 0);
    ring.offer("e", 0);

    assertThat(ring.upcomingRecords(10)).isEqualTo(1);
    assertThat(ring.pollUpcoming()).isEqualTo("d");
    assertThat(ring.upcomingRecords(10)).isEqualTo(1);
    assertThat(ring.pollUpcoming()).isEqualTo("e");
  }

  @Test
  void forgetsASignalThatItHadNoRoomFor() {
    SpscRing ring = new SpscRing(1);
    ring.offer("a", 0);
    assertThat(ring.offerSignal(Signal.EndOfInput.INSTANCE, Channel.NO_TIMESTAMP)).isFalse();

    assertThat(ring.upcomingRecords(10)).isEqualTo(1);
    ring.pollUpcoming();
    ring.release();
    assertThat(ring.offerSignal(Signal.EndOfInput.INSTANCE, Channel.NO_TIMESTAMP)).isTrue();
    assertThat(ring.upcomingRecords(10)).isZero();
    assertThat(ring.poll()).isSameAs(Signal.EndOfInput.INSTANCE);
  }

  /** Lines are fetched in pairs, and where in a line an object begins is not known. */
  @Test
  void keepsWhatTheTwoThreadsNeedFarFromEachOtherAndFromTheHeader() {
    for (Field producers : ProducerSide.class.getDeclaredFields()) {
      long at = UnsafeAccess.fieldOffset(ProducerSide.class, producers.getName());
      assertThat(at).as(producers.getName()).isGreaterThanOrEqualTo(FAR_BYTES);
      for (Field consumers : ConsumerSide.class.getDeclaredFields()) {
        assertThat(UnsafeAccess.fieldOffset(ConsumerSide.class, consumers.getName()))
            .as("%s, and %s", consumers.getName(), producers.getName())
            .isGreaterThanOrEqualTo(at + FAR_BYTES);
      }
    }
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

  @Test
  void handsOnWhatItHasToldOf() {
    SpscRing ring = new SpscRing(2);
    ring.offer("a", 1);
    ring.offer("b", Channel.NO_TIMESTAMP);

    assertThat(ring.upcomingRecords(2)).isEqualTo(2);
    assertThat(ring.pollUpcoming()).isEqualTo("a");
    assertThat(ring.timestampMs()).isEqualTo(1);
    assertThat(ring.pollUpcoming()).isEqualTo("b");
    assertThat(ring.timestampMs()).isEqualTo(Channel.NO_TIMESTAMP);
    assertThat(ring.poll()).isNull();
    ring.release();
    assertThat(ring.offer("c", 3)).as("its slot is free again").isTrue();
  }
}
