package io.landfall.operators.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.time.WatermarkGenerator;
import io.landfall.api.time.WatermarkOutput;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatermarksOperatorTest {

  private static final long INTERVAL_MS = 100;

  /** Says at the first record that no other comes. */
  private static final class Eager implements WatermarkGenerator<Long> {
    @Override
    public void onEvent(Long value, long timestampMs, WatermarkOutput output) {
      output.emitWatermark(Long.MAX_VALUE);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  private static OperatorHarness opened(WatermarkStrategy<Long> strategy) throws Exception {
    return OperatorHarness.of(
            new FunctionFactory<>(
                "watermarks", strategy, s -> new WatermarksOperator<>(s, INTERVAL_MS)))
        .open();
  }

  private static WatermarkStrategy<Long> bounded() {
    return WatermarkStrategy.<Long>boundedOutOfOrderness(Duration.ofMillis(5))
        .withTimestamps((value, before) -> value);
  }

  @Test
  void staysBehindTheLargestTimestampByTheBound() throws Exception {
    try (OperatorHarness harness = opened(bounded())) {
      harness.record(20L).record(30L).record(25L);
      assertThat(harness.watermarks()).as("only at the interval").isEmpty();
      harness.clock(100).record(28L).clock(200);

      assertThat(harness.watermarks()).containsExactly(24L);
      assertThat(harness.output())
          .containsExactly(
              new Emitted(20L, 20),
              new Emitted(30L, 30),
              new Emitted(25L, 25),
              new Emitted(28L, 28));
    }
  }

  @Test
  void takesWatermarksFromRecordsThatCarryOne() throws Exception {
    WatermarkStrategy<Long> punctuated =
        WatermarkStrategy.<Long>punctuated(
                (value, timestampMs) -> value % 10 == 0 ? timestampMs : Long.MIN_VALUE)
            .withTimestamps((value, before) -> value);
    try (OperatorHarness harness = opened(punctuated)) {
      harness.record(5L).record(10L).record(11L).record(20L);

      assertThat(harness.watermarks()).as("at once").containsExactly(10L, 20L);
      assertThat(harness.clock(1_000).watermarks()).containsExactly(10L, 20L);
    }
  }

  @Test
  void makesNoWatermarkOfNothing() throws Exception {
    try (OperatorHarness harness = opened(bounded())) {
      assertThat(harness.clock(1_000).watermarks()).isEmpty();
    }
  }

  @Test
  void leavesTheEndOfTimeToTheEndOfTheInput() throws Exception {
    WatermarkStrategy<Long> eager = WatermarkStrategy.of(Eager::new);
    try (OperatorHarness harness = opened(eager)) {
      harness.record(1L).endOfInput();

      assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE - 1, Long.MAX_VALUE);
    }
  }

  @Test
  void isNeverIdleBehindTheEndOfItsInput() throws Exception {
    try (OperatorHarness harness = opened(bounded().withIdleness(Duration.ofMillis(150)))) {
      harness.endOfInput().clock(1_000);

      assertThat(harness.idleness()).isEmpty();
    }
  }

  @Test
  void passesOnOnlyTheLastOfTheWatermarksFromBefore() throws Exception {
    try (OperatorHarness harness = opened(bounded())) {
      harness.watermark(50).endOfInput();

      assertThat(harness.watermarks()).containsExactly(Long.MAX_VALUE);
    }
  }

  @Test
  void isIdleAfterSilenceUntilTheNextRecord() throws Exception {
    try (OperatorHarness harness = opened(bounded().withIdleness(Duration.ofMillis(250)))) {
      harness.record(20L).clock(100).clock(300);
      assertThat(harness.idleness()).isEmpty();
      harness.clock(400);
      assertThat(harness.idleness()).containsExactly(true);
      harness.clock(1_000).record(21L);
      assertThat(harness.idleness()).containsExactly(true, false);
    }
  }

  @Test
  void emitsAPunctuationWithItsRecord() throws Exception {
    WatermarkStrategy<Long> punctuated = WatermarkStrategy.of(EveryTenth::new);
    try (OperatorHarness harness = opened(punctuated)) {
      harness.record(7L, 7).record(10L, 10).record(9L, 9).record(20L, 20).record(10L, 10);

      assertThat(harness.watermarks()).containsExactly(10L, 20L);
    }
  }

  private static final class EveryTenth implements WatermarkGenerator<Long> {
    @Override
    public void onEvent(Long value, long timestampMs, WatermarkOutput output) {
      if (value % 10 == 0) {
        output.emitWatermark(timestampMs);
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
