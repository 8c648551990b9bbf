package io.landfall.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestTest {

  private static final long SHORT_NS = 5_000;
  private static final long LONG_NS = 5_000_000;
  private static final long NEVER = Long.MAX_VALUE;

  @Test
  void spinsNoLongerThanThereWasWork() {
    assertThat(Rest.spinNs(SHORT_NS)).isEqualTo(SHORT_NS);
    assertThat(Rest.spinNs(LONG_NS)).isEqualTo(50_000);
  }

  @Test
  void napsBetweenAFewRecordsOfASource() {
    assertThat(Rest.isNap(SHORT_NS, true, false)).isTrue();
    assertThat(Rest.isNap(LONG_NS, true, false)).isFalse();
    assertThat(Rest.isNap(SHORT_NS, false, false)).isFalse();
  }

  @Test
  void doesNotNapWhileItWaitsForRoom() {
    assertThat(Rest.isNap(SHORT_NS, true, true)).isFalse();
  }

  @Test
  void looksAtASourceLessAndLessOftenButOnceAMillisecond() {
    assertThat(Rest.parkNs(1, true, NEVER)).isEqualTo(50_000);
    assertThat(Rest.parkNs(3, true, NEVER)).isEqualTo(200_000);
    assertThat(Rest.parkNs(100, true, NEVER)).isEqualTo(1_000_000);
  }

  @Test
  void parksUntilATimerIsDue() {
    assertThat(Rest.parkNs(1, false, NEVER)).isEqualTo(50_000_000);
    assertThat(Rest.parkNs(1, false, 7)).isEqualTo(7_000_000);
    assertThat(Rest.parkNs(1, false, 0)).isEqualTo(1);
    assertThat(Rest.parkNs(1, false, -3)).isEqualTo(1);
    assertThat(Rest.parkNs(1, true, 7)).isEqualTo(50_000);
  }
}
