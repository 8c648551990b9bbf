package io.landfall.storm.bolt;

import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.task.Selection;
import io.landfall.storm.task.StormTask;
import io.landfall.storm.task.StreamRoute;
import io.landfall.storm.task.TaskEmitter;
import io.landfall.storm.tuple.Lineage;
import io.landfall.storm.tuple.StormTuple;
import java.util.Collection;
import java.util.List;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.tuple.Tuple;

/**
 * What a bolt emits, acks and fails through. Any thread: targets are chosen and trees grow on the
 * caller's, so that an emit can answer with its task ids and a tree cannot complete too early; the
 * sending, acking and failing is done by the task's thread, in the order of the calls.
 */
final class BoltCollector implements IOutputCollector {

  /** What the task does with input that is done. Task's thread. */
  interface Settlement {
    void ack(StormTuple tuple);

    void fail(StormTuple tuple);

    /** A foreign thread is about to queue output anchored on these. That thread. */
    void emittingElsewhere(Collection<Tuple> anchors);
  }

  private final StormTask task;
  private final TaskEmitter emitter;
  private final Settlement settlement;
  private final boolean acking;
  private final Selection scratch = new Selection();

  BoltCollector(StormTask task, Settlement settlement) {
    this.task = task;
    this.emitter = task.emitter();
    this.settlement = settlement;
    this.acking = task.runs().isAcking();
  }

  @Override
  public List<Integer> emit(String streamId, Collection<Tuple> anchors, List<Object> values) {
    StreamRoute stream = emitter.stream(streamId);
    boolean ownThread = task.thread().isCurrent();
    Selection selection = ownThread ? scratch : new Selection();
    emitter.choose(stream, values, selection);
    return send(stream, streamId, anchors, values, selection, ownThread);
  }

  @Override
  public void emitDirect(
      int targetTask, String streamId, Collection<Tuple> anchors, List<Object> values) {
    StreamRoute stream = emitter.stream(streamId);
    boolean ownThread = task.thread().isCurrent();
    Selection selection = ownThread ? scratch : new Selection();
    emitter.chooseDirect(stream, targetTask, selection);
    send(stream, streamId, anchors, values, selection, ownThread);
  }

  private List<Integer> send(
      StreamRoute stream,
      String streamId,
      Collection<Tuple> anchors,
      List<Object> values,
      Selection selection,
      boolean ownThread) {
    if (!ownThread) {
      settlement.emittingElsewhere(anchors);
    }
    List<Integer> taskIds = selection.taskIds();
    task.emitted(values, streamId, taskIds, null);
    StormTuple anchor = singleAnchor(anchors);
    if (anchor != null && anchor.moreTrees().length == 0) {
      TupleTree tree = anchor.tree();
      if (ownThread) {
        anchor.growTree(selection.count());
        task.thread().drainUnchecked();
        emitter.send(stream, values, selection, tree);
      } else {
        if (tree != null) {
          tree.add(selection.count());
        }
        task.thread().queue(() -> emitter.send(stream, values, selection, tree));
      }
      return taskIds;
    }
    Lineage lineage = anchors == null || !acking ? Lineage.NONE : Lineage.of(anchors);
    lineage.add(selection.count());
    if (ownThread) {
      task.thread().drainUnchecked();
      emitter.send(stream, values, selection, lineage);
    } else {
      task.thread().queue(() -> emitter.send(stream, values, selection, lineage));
    }
    return taskIds;
  }

  private static StormTuple singleAnchor(Collection<Tuple> anchors) {
    if (anchors == null || anchors.size() != 1) {
      return null;
    }
    return StormTuple.of(
        anchors instanceof List<Tuple> list ? list.get(0) : anchors.iterator().next());
  }

  @Override
  public void ack(Tuple input) {
    StormTuple tuple = acking ? StormTuple.of(input) : null;
    if (tuple == null) {
      return;
    }
    if (task.thread().isCurrent()) {
      task.thread().drainUnchecked();
      settlement.ack(tuple);
    } else {
      task.thread().queue(() -> settlement.ack(tuple));
    }
  }

  @Override
  public void fail(Tuple input) {
    StormTuple tuple = acking ? StormTuple.of(input) : null;
    if (tuple == null) {
      return;
    }
    if (task.thread().isCurrent()) {
      task.thread().drainUnchecked();
      settlement.fail(tuple);
    } else {
      task.thread().queue(() -> settlement.fail(tuple));
    }
  }

  @Override
  public void resetTimeout(Tuple input) {
    StormTuple tuple = StormTuple.of(input);
    if (tuple != null) {
      tuple.touchTrees();
    }
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
