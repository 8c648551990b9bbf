package io.landfall.storm.spout;

import io.landfall.storm.ack.PendingTrees;
import io.landfall.storm.ack.SettledTrees;
import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.task.ExecutorShared;
import io.landfall.storm.task.Traffic;

/**
 * The messages that a spout task has emitted and not been told about: open ones, and under exactly
 * once also those that are complete and wait for a checkpoint that covers them. Only open ones
 * count as pending. Task's thread.
 */
final class SpoutLedger {

  /** Who tells the spout. */
  interface Listener {
    /**
     * @param stream on which it was emitted; null if that is not known any more
     */
    void onAcked(Object messageId, String stream);

    void onFailed(Object messageId, String stream);
  }

  /** Sees messages that the spout was not told about. */
  @FunctionalInterface
  interface Visitor {
    /**
     * @param isClosed complete, with nothing of it behind the checkpoint's barrier in any task
     */
    void visit(Object messageId, long treeId, boolean isClosed);
  }

  private final ExecutorShared executor;
  private final Listener listener;
  private final boolean awaitCheckpoints;
  private final SettledTrees settled;
  private final Traffic traffic;
  private final PendingTrees pending;
  private final AwaitingMessages awaiting = new AwaitingMessages();
  private long epoch;
  private long durableCheckpoint = -1;

  /**
   * @param epoch number of the last barrier: the restored checkpoint's, or -1
   * @param traffic null if nobody asks what is under way
   */
  SpoutLedger(
      ExecutorShared executor,
      Listener listener,
      boolean awaitCheckpoints,
      long epoch,
      Runnable wakeUp,
      Traffic traffic) {
    this.executor = executor;
    this.listener = listener;
    this.awaitCheckpoints = awaitCheckpoints;
    this.epoch = epoch;
    this.traffic = traffic;
    this.settled = new SettledTrees(wakeUp, traffic == null ? null : traffic::messageSettled);
    this.pending = new PendingTrees(settled);
  }

  /** A tree for a message with so many targets; to be {@link #opened} by the task's thread. */
  TupleTree newTree(long id, Object messageId, int targets) {
    return new TupleTree(id, messageId, targets, epoch, settled);
  }

  /** Before its first tuple is sent. */
  void opened(TupleTree tree) {
    pending.add(tree);
    executor.addPending(1);
    tree.settleWhenEmpty();
  }

  /** Takes over a tree that a checkpoint held open. */
  void adopt(TupleTree tree, Object messageId) {
    pending.add(tree);
    executor.addPending(1);
    tree.bind(messageId, epoch, settled);
  }

  /** Leaves a tree that a checkpoint held failed: from now on snapshots know its message alone. */
  void leave(TupleTree tree) {
    tree.removed(epoch);
  }

  int pendingCount() {
    return pending.count();
  }

  /** Complete messages that wait for a checkpoint that covers them. */
  int awaitingCount() {
    return awaiting.count();
  }

  /** How many messages {@link #forEach} visits. */
  int untoldCount() {
    return pending.count() + awaiting.count();
  }

  /** Works off what settled; true if anything had. */
  boolean drain() {
    if (settled.isEmpty()) {
      return false;
    }
    for (TupleTree tree = settled.takeAll(); tree != null; ) {
      // Cut off first: the spout may emit from within ack.
      TupleTree following = SettledTrees.after(tree);
      onSettled(tree);
      if (traffic != null) {
        traffic.ended();
      }
      tree = following;
    }
    return true;
  }

  private void onSettled(TupleTree tree) {
    if (!pending.remove(tree)) {
      return;
    }
    executor.addPending(-1);
    if (tree.isFailed()) {
      failed(tree);
    } else if (!awaitCheckpoints
        || !tree.awaitsCheckpoint()
        || tree.isCoveredBy(durableCheckpoint)) {
      listener.onAcked(tree.messageId(), tree.stream());
    } else {
      awaiting.add(tree);
    }
  }

  private void failed(TupleTree tree) {
    tree.removed(epoch);
    listener.onFailed(tree.messageId(), tree.stream());
  }

  /** One message timeout has passed. */
  void rotate() {
    drain();
    pending.rotate(
        tree -> {
          executor.addPending(-1);
          if (traffic != null) {
            traffic.messageExpired();
          }
          failed(tree);
        });
  }

  /** All that the snapshot of a checkpoint must hold: what the spout was not told about. */
  void forEach(long checkpointId, Visitor visitor) {
    awaiting.forEach(checkpointId, visitor);
    pending.forEach(
        tree ->
            visitor.visit(
                tree.messageId(), tree.id(), tree.isComplete() && tree.isCoveredBy(checkpointId)));
  }

  void onBarrier(long checkpointId) {
    epoch = checkpointId;
  }

  /** Acks what this checkpoint covers. */
  void onCheckpointComplete(long checkpointId) {
    durableCheckpoint = Math.max(durableCheckpoint, checkpointId);
    awaiting.ackCovered(durableCheckpoint, listener);
  }
}
