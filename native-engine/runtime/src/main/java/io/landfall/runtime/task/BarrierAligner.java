package io.landfall.runtime.task;

import java.util.BitSet;

/**
 * Holds back the channels that have delivered the current barrier until all aligned ones have
 * (Carbone et al., Lightweight Asynchronous Snapshots, 2015). Feedback channels are not aligned:
 * what comes over them between the snapshot and their barrier is logged instead, as part of the
 * snapshot.
 */
final class BarrierAligner {

  private static final long NONE = -1;

  private final BitSet feedback;
  private final int alignedChannels;
  private final BitSet delivered = new BitSet();
  private final BitSet logging = new BitSet();
  private long current = NONE;

  /**
   * @param feedback the channels that close a cycle
   */
  BarrierAligner(int channelCount, BitSet feedback) {
    this.feedback = feedback;
    this.alignedChannels = channelCount - feedback.cardinality();
  }

  /** True if the channel must not be polled now. */
  boolean isBlocked(int channelIndex) {
    return delivered.get(channelIndex);
  }

  /** True if records of this channel belong to the snapshot that was last taken. */
  boolean isLogging(int channelIndex) {
    return logging.get(channelIndex);
  }

  boolean isAnyLogging() {
    return !logging.isEmpty();
  }

  /**
   * @return true if this was the last aligned channel: take the snapshot now, all channels are free
   *     again
   */
  boolean onBarrier(int channelIndex, long checkpointId) {
    if (feedback.get(channelIndex)) {
      logging.clear(channelIndex);
      return false;
    }
    if (current == NONE) {
      current = checkpointId;
    }
    if (checkpointId != current) {
      throw new IllegalStateException(
          "barrier " + checkpointId + " on channel " + channelIndex + " while aligning " + current);
    }
    assert !delivered.get(channelIndex) : "second barrier on blocked channel " + channelIndex;
    delivered.set(channelIndex);
    if (delivered.cardinality() < alignedChannels) {
      return false;
    }
    startLogging();
    delivered.clear();
    current = NONE;
    return true;
  }

  /** A source has no channel to align but may have feedback to log. */
  void startLogging() {
    logging.or(feedback);
  }
}
