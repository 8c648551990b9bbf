package io.landfall.runtime.task;

import java.util.Arrays;
import java.util.BitSet;

/** The smallest watermark over the channels that are not idle; never goes back. */
final class WatermarkTracker {

  private final long[] watermarksMs;
  private final BitSet ignored;
  private final BitSet idle = new BitSet();
  private long combinedMs = Long.MIN_VALUE;

  /**
   * @param ignored channels that never count: those that close a cycle
   */
  WatermarkTracker(int channelCount, BitSet ignored) {
    watermarksMs = new long[channelCount];
    this.ignored = ignored;
    Arrays.fill(watermarksMs, Long.MIN_VALUE);
  }

  /** Event time in ms; {@link Long#MIN_VALUE} until each channel that is not idle has sent one. */
  long combinedMs() {
    return combinedMs;
  }

  boolean isIdle() {
    int counted = watermarksMs.length - ignored.cardinality();
    return counted > 0 && idle.cardinality() == counted;
  }

  /** Returns true if the combined watermark went up. */
  boolean onWatermark(int channelIndex, long watermarkMs) {
    if (ignored.get(channelIndex)) {
      return false;
    }
    idle.clear(channelIndex);
    if (watermarkMs <= watermarksMs[channelIndex]) {
      return false;
    }
    watermarksMs[channelIndex] = watermarkMs;
    return combine();
  }

  /** Returns true if the combined watermark went up. */
  boolean onIdle(int channelIndex, boolean isIdle) {
    if (ignored.get(channelIndex)) {
      return false;
    }
    idle.set(channelIndex, isIdle);
    return isIdle && combine();
  }

  private boolean combine() {
    long smallest = Long.MAX_VALUE;
    boolean any = false;
    for (int i = 0; i < watermarksMs.length; i++) {
      if (!idle.get(i) && !ignored.get(i)) {
        any = true;
        smallest = Math.min(smallest, watermarksMs[i]);
      }
    }
    if (!any || smallest <= combinedMs) {
      return false;
    }
    combinedMs = smallest;
    return true;
  }
}
