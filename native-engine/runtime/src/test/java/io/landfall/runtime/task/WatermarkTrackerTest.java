package io.landfall.runtime.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class WatermarkTrackerTest {

  @Test
  void isTheSmallestOverAllChannels() {
    WatermarkTracker tracker = new WatermarkTracker(2, new BitSet());

    assertThat(tracker.onWatermark(0, 10)).as("channel 1 has sent none yet").isFalse();
    assertThat(tracker.onWatermark(1, 5)).isTrue();
    assertThat(tracker.combinedMs()).isEqualTo(5);
    assertThat(tracker.onWatermark(1, 20)).isTrue();
    assertThat(tracker.combinedMs()).isEqualTo(10);
  }

  @Test
  void staysWhereItIsWhenAllButTheChannelsOfACycleAreIdle() {
    BitSet feedback = new BitSet();
    feedback.set(1);
    WatermarkTracker tracker = new WatermarkTracker(2, feedback);
    tracker.onWatermark(0, 10);

    assertThat(tracker.onIdle(0, true)).as("nobody is left to say how late it is").isFalse();
    assertThat(tracker.combinedMs()).isEqualTo(10);
    assertThat(tracker.isIdle()).isTrue();
    assertThat(tracker.onWatermark(1, 20)).isFalse();
    assertThat(tracker.isIdle()).isTrue();
  }

  @Test
  void neverGoesBack() {
    WatermarkTracker tracker = new WatermarkTracker(1, new BitSet());
    tracker.onWatermark(0, 10);

    assertThat(tracker.onWatermark(0, 7)).isFalse();
    assertThat(tracker.combinedMs()).isEqualTo(10);
  }

  @Test
  void leavesIdleChannelsOutUntilTheySpeakAgain() {
    WatermarkTracker tracker = new WatermarkTracker(2, new BitSet());
    tracker.onWatermark(0, 10);

    assertThat(tracker.onIdle(1, true)).isTrue();
    assertThat(tracker.combinedMs()).isEqualTo(10);
    assertThat(tracker.onWatermark(1, 3)).as("behind, but time does not go back").isFalse();
    assertThat(tracker.onWatermark(0, 20)).as("channel 1 holds it again").isFalse();
    assertThat(tracker.combinedMs()).isEqualTo(10);
  }

  @Test
  void isIdleOnlyIfAllChannelsAre() {
    WatermarkTracker tracker = new WatermarkTracker(2, new BitSet());
    tracker.onIdle(0, true);
    assertThat(tracker.isIdle()).isFalse();
    tracker.onIdle(1, true);
    assertThat(tracker.isIdle()).isTrue();
    tracker.onIdle(0, false);
    assertThat(tracker.isIdle()).isFalse();
  }

  @Test
  void leavesChannelsAtTheirEndOut() {
    WatermarkTracker tracker = new WatermarkTracker(2, new BitSet());
    tracker.onWatermark(0, 10);
    tracker.onWatermark(1, Long.MAX_VALUE);

    assertThat(tracker.combinedMs()).isEqualTo(10);
    assertThat(tracker.onWatermark(0, 20)).isTrue();
    assertThat(tracker.combinedMs()).isEqualTo(20);
  }

  @Test
  void doesNotGoToTheEndOfTimeWhileAnIdleChannelMaySpeakAgain() {
    WatermarkTracker tracker = new WatermarkTracker(2, new BitSet());
    tracker.onWatermark(0, 10);
    tracker.onIdle(0, true);

    assertThat(tracker.onWatermark(1, Long.MAX_VALUE)).isFalse();
    assertThat(tracker.isIdle()).as("nobody moves it now").isTrue();
    assertThat(tracker.onWatermark(0, 30)).isTrue();
    assertThat(tracker.combinedMs()).isEqualTo(30);
    assertThat(tracker.isIdle()).isFalse();
  }

  @Test
  void isNotIdleAtTheEndOfAllChannels() {
    WatermarkTracker tracker = new WatermarkTracker(2, new BitSet());
    tracker.onWatermark(0, Long.MAX_VALUE);
    tracker.onWatermark(1, Long.MAX_VALUE);

    assertThat(tracker.isIdle()).isFalse();
  }

  @Test
  void ignoresChannelsThatCloseACycle() {
    BitSet feedback = new BitSet();
    feedback.set(1);
    WatermarkTracker tracker = new WatermarkTracker(2, feedback);

    assertThat(tracker.onWatermark(0, 10)).isTrue();
    assertThat(tracker.combinedMs()).isEqualTo(10);
  }
}
