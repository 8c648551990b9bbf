package io.landfall.runtime.task;

import java.util.BitSet;

/**
 * Holds back the channels that have delivered the current barrier until all aligned ones have
 * (Carbone et al., Lightweight Asynchronous Snapshots, 2015). Feedback channels are not aligned:
 * what comes over them between the snapshot and their barrier is logged instead, as part of the
 * snapshot. One whose barrier comes before the snapshot is held back until then: what follows is
 * sent again if the checkpoint is restored. Nothing waits for itself by that, since the other
 * barriers do not come over feedback channels.
 */
final class BarrierAligner {

  private static final long NONE = -1;

  private final BitSet feedback;
  private final int alignedChannels;
  private final BitSet delivered = new BitSet();
  private final BitSet logging = new BitSet();
  private final BitSet early = new BitSet();
  private long current = NONE;
  private long logged = NONE;

  /**
   * @param feedback the channels that close a cycle
   */
  BarrierAligner(int channelCount, BitSet feedback) {
    this.feedback = feedback;
    this.alignedChannels = channelCount - feedback.cardinality();
  }

  /** True if the channel must not be polled now. */
  boolean isBlocked(int channelIndex) {
    return delivered.get(channelIndex) || early.get(channelIndex);
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
      onFeedbackBarrier(channelIndex, checkpointId);
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
    logged = checkpointId;
    logging.or(feedback);
    logging.andNot(early);
    early.clear();
    delivered.clear();
    current = NONE;
    return true;
  }

  private void onFeedbackBarrier(int channelIndex, long checkpointId) {
    if (checkpointId == logged) {
      logging.clear(channelIndex);
    } else if (checkpointId > logged) {
      early.set(channelIndex);
    }
    // Else it is that of a checkpoint given up, come round when a later one is being logged.
  }
}
