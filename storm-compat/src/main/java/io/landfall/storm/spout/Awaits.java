package io.landfall.storm.spout;

import org.apache.storm.drpc.DRPCSpout;
import org.apache.storm.trident.spout.RichSpoutBatchTriggerer;
import org.apache.storm.trident.topology.MasterBatchCoordinator;

/** Which messages of a spout wait for a checkpoint before they are acked, exactly once. */
enum Awaits {
  /** All, and checkpoints know them. */
  ALL,

  /**
   * Those by which Trident's coordinator commits a batch. It writes down, once and for all, that a
   * batch is done when this is acked; so it must not be before the states in memory that have the
   * batch are durable. That a batch is processed may be acked at once: a batch that is not
   * committed is played again under its own id, and so checkpoints need not know any.
   */
  COMMITS,

  /** None: calls, which nobody can make again. */
  NONE;

  static Awaits of(Object spout) {
    if (spout instanceof MasterBatchCoordinator) {
      return COMMITS;
    }
    return spout instanceof DRPCSpout || spout instanceof RichSpoutBatchTriggerer ? NONE : ALL;
  }

  boolean forStream(String stream) {
    return switch (this) {
      case ALL -> true;
      case COMMITS -> stream.equals(MasterBatchCoordinator.COMMIT_STREAM_ID);
      case NONE -> false;
    };
  }
}
