package io.landfall.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LongStepsTest {

  private static final long SHORT_NS = LongSteps.LONG_NS;
  private static final long TOO_LONG_NS = LongSteps.LONG_NS + 1;

  private final LongSteps steps = new LongSteps();

  @Test
  void noStepIsTimedWhileRoundsAreShort() {
    steps.roundTook(SHORT_NS);

    assertThat(steps.timesSteps()).isFalse();
  }

  @Test
  void stepsAreTimedOnceARoundTookLong() {
    steps.roundTook(TOO_LONG_NS);
    steps.roundTook(SHORT_NS);

    assertThat(steps.timesSteps()).isTrue();
  }

  @Test
  void theFifthLongStepIsWarnedOfAndNoneAfterIt() {
    steps.roundTook(TOO_LONG_NS);
    for (int i = 1; i < LongSteps.TO_WARN; i++) {
      assertThat(steps.stepTook(TOO_LONG_NS)).isFalse();
      assertThat(steps.stepTook(SHORT_NS)).isFalse();
      assertThat(steps.timesSteps()).isTrue();
    }

    assertThat(steps.stepTook(TOO_LONG_NS)).isTrue();
    steps.roundTook(TOO_LONG_NS);

    assertThat(steps.timesSteps()).isFalse();
  }
}
