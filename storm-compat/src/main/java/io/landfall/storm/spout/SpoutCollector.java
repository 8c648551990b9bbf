package io.landfall.storm.spout;

import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.task.Selection;
import io.landfall.storm.task.StormTask;
import io.landfall.storm.task.StreamRoute;
import io.landfall.storm.task.TaskEmitter;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.storm.spout.ISpoutOutputCollector;

/**
 * What a spout emits through. Storm allows the spout's own thread only; an emit from another one is
 * chosen there and sent, soon, by the task's.
 */
final class SpoutCollector implements ISpoutOutputCollector {

  /** Who recognises messages of a restored checkpoint. */
  interface Gate {
    /** True if this message is known already and must not be sent. */
    boolean holdsBack(Object messageId);

    /** Acks at once, as Storm does where nothing is tracked. */
    void ackUntracked(Object messageId);
  }

  private final StormTask task;
  private final SpoutLedger ledger;
  private final Gate gate;
  private final Awaits awaits;
  private final TaskEmitter emitter;
  private final boolean acking;
  private final Selection scratch = new Selection();
  private final SplittableRandom treeIds;
  private long emitCount;

  SpoutCollector(StormTask task, SpoutLedger ledger, Gate gate, Awaits awaits, long seed) {
    this.task = task;
    this.awaits = awaits;
    this.ledger = ledger;
    this.gate = gate;
    this.emitter = task.emitter();
    this.acking = task.runs().isAcking();
    this.treeIds = new SplittableRandom(seed);
  }

  /** Emits so far, those held back too. */
  long emitCount() {
    return emitCount;
  }

  @Override
  public List<Integer> emit(String streamId, List<Object> values, Object messageId) {
    StreamRoute stream = emitter.stream(streamId);
    boolean ownThread = task.thread().isCurrent();
    if (ownThread && isHeldBack(messageId)) {
      return List.of();
    }
    Selection selection = ownThread ? scratch : new Selection();
    emitter.choose(stream, values, selection);
    return send(stream, streamId, values, messageId, selection, ownThread);
  }

  @Override
  public void emitDirect(int targetTask, String streamId, List<Object> values, Object messageId) {
    StreamRoute stream = emitter.stream(streamId);
    boolean ownThread = task.thread().isCurrent();
    if (ownThread && isHeldBack(messageId)) {
      return;
    }
    Selection selection = ownThread ? scratch : new Selection();
    emitter.chooseDirect(stream, targetTask, selection);
    send(stream, streamId, values, messageId, selection, ownThread);
  }

  private boolean isHeldBack(Object messageId) {
    emitCount++;
    return messageId != null && acking && gate.holdsBack(messageId);
  }

  private List<Integer> send(
      StreamRoute stream,
      String streamId,
      List<Object> values,
      Object messageId,
      Selection selection,
      boolean ownThread) {
    List<Integer> taskIds = selection.taskIds();
    if (ownThread) {
      sendNow(stream, streamId, values, messageId, selection, taskIds);
    } else {
      task.thread()
          .queue(
              () -> {
                if (!isHeldBack(messageId)) {
                  sendNow(stream, streamId, values, messageId, selection, taskIds);
                }
              });
    }
    return taskIds;
  }

  private void sendNow(
      StreamRoute stream,
      String streamId,
      List<Object> values,
      Object messageId,
      Selection selection,
      List<Integer> taskIds) {
    task.emitted(values, streamId, taskIds, messageId);
    TupleTree tree = null;
    if (messageId != null && acking) {
      tree = ledger.newTree(treeIds.nextLong(), messageId, selection.count());
      tree.emittedOn(streamId);
      if (!awaits.forStream(streamId)) {
        tree.ackAtOnce();
      }
      ledger.opened(tree);
      task.hooks().spoutInit(tree);
    }
    emitter.send(stream, values, selection, tree);
    if (messageId != null && !acking) {
      gate.ackUntracked(messageId);
    }
  }

  @Override
  public long getPendingCount() {
    return task.executor().pendingMessages();
  }

  @Override
  public void flush() {
    // Nothing is buffered on this side of the engine.
  }

  @Override
  public void reportError(Throwable error) {
    task.reportError(error);
  }
}
