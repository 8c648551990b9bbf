package io.landfall.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LookTest {

  private final Look look = new Look(0);
  private boolean asleep;

  private int looksUntilBlocked(long step, long nowNs) {
    for (int looks = 1; looks <= 1_000; looks++) {
      if (look.isBlocked(step, () -> asleep, nowNs)) {
        return looks;
      }
    }
    return Integer.MAX_VALUE;
  }

  @Test
  void takesAStepThatIsAsleepForBlockedAfterAFewLooks() {
    asleep = true;
    assertThat(looksUntilBlocked(7, 0)).isEqualTo(4);
  }

  @Test
  void takesAStepThatRunsForBlockedMuchLater() {
    assertThat(looksUntilBlocked(7, 0)).isEqualTo(101);
  }

  @Test
  void beginsAnewWithEachStep() {
    asleep = true;
    for (long step = 1; step <= 1_000; step++) {
      for (int looks = 1; looks <= 3; looks++) {
        assertThat(look.isBlocked(step, () -> asleep, 0)).isFalse();
      }
    }
  }

  @Test
  void isToBeRepeatedSoonerOnceTheStepIsTheSame() {
    look.isBlocked(7, () -> asleep, 0);
    assertThat(look.untilNextNs()).isEqualTo(Look.LOOSE_NS);

    look.isBlocked(7, () -> asleep, 0);
    assertThat(look.untilNextNs()).isEqualTo(Look.CLOSE_NS);

    look.isBlocked(8, () -> asleep, 0);
    assertThat(look.untilNextNs()).isEqualTo(Look.LOOSE_NS);
  }

  @Test
  void doesNotMindAThreadThatRests() {
    asleep = true;
    assertThat(looksUntilBlocked(0, 0)).isEqualTo(Integer.MAX_VALUE);
    assertThat(looksUntilBlocked(-1, 0)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void isCalmOnceItHasNotBlockedForAWhile() {
    asleep = true;
    looksUntilBlocked(7, 500);

    assertThat(look.isCalm(1, 500 + Look.CALM_NS - 1)).isFalse();
    assertThat(look.isCalm(1, 500 + Look.CALM_NS)).isTrue();
  }

  @Test
  void hasToBeCalmForTwiceAsLongEachTime() {
    assertThat(look.isCalm(2, 2 * Look.CALM_NS - 1)).isFalse();
    assertThat(look.isCalm(2, 2 * Look.CALM_NS)).isTrue();
    assertThat(look.isCalm(5, 16 * Look.CALM_NS - 1)).isFalse();
    assertThat(look.isCalm(1_000_000, 1_024 * Look.CALM_NS - 1)).isFalse();
    assertThat(look.isCalm(1_000_000, 1_024 * Look.CALM_NS)).isTrue();
  }
}
