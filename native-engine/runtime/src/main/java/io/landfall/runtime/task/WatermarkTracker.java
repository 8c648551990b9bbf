package io.landfall.runtime.task;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The smallest watermark over the channels that are neither idle nor at their end; never goes back.
 * {@link Long#MAX_VALUE} says that a channel is at its end; once all are, what follows is the end
 * of the input, not a watermark.
 */
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

  /** Event time in ms; {@link Long#MIN_VALUE} until each channel that counts has sent one. */
  long combinedMs() {
    return combinedMs;
  }

  /**
   * True if no channel will move the watermark soon: all are idle or at their end, not all ended.
   */
  boolean isIdle() {
    if (idle.isEmpty()) {
      return false;
    }
    for (int i = 0; i < watermarksMs.length; i++) {
      if (counts(i)) {
        return false;
      }
    }
    return true;
  }

  /** True if no channel that counts will send another watermark. */
  boolean isAtEnd() {
    for (int i = 0; i < watermarksMs.length; i++) {
      if (!ignored.get(i) && watermarksMs[i] != Long.MAX_VALUE) {
        return false;
      }
    }
    return true;
  }

  private boolean counts(int channelIndex) {
    return !idle.get(channelIndex)
        && !ignored.get(channelIndex)
        && watermarksMs[channelIndex] != Long.MAX_VALUE;
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
      if (counts(i)) {
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
