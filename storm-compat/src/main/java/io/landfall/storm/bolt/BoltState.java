package io.landfall.storm.bolt;

import io.landfall.storm.ack.TreeRegistry;
import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.capture.CapturePlan;
import io.landfall.storm.capture.ChunkedList;
import io.landfall.storm.capture.FieldCapture;
import io.landfall.storm.capture.SnapshotCodec;
import io.landfall.storm.capture.UserObjects;
import io.landfall.storm.conf.LandfallConf;
import io.landfall.storm.hosted.HostedBolt;
import io.landfall.storm.task.StormTask;
import io.landfall.storm.tuple.HeldTuples;
import io.landfall.storm.tuple.StormTuple;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a checkpoint holds of a bolt task: its captured fields, the input that it took and neither
 * acked nor failed, and the trees that it failed and whose spout may not have noticed yet. Task's
 * thread.
 */
final class BoltState {

  private static final Logger LOG = LoggerFactory.getLogger(BoltState.class);

  private final StormTask task;
  private final HostedBolt hosted;
  private final SnapshotCodec codec;
  private final List<TupleTree> failedTrees = new ArrayList<>();
  private FieldCapture capture;
  private boolean warnedOfTuples;

  /**
   * @param hosted the part of the bolt that has state of its own; null for none
   */
  BoltState(StormTask task, HostedBolt hosted) {
    this.task = task;
    this.hosted = hosted;
    this.codec =
        new SnapshotCodec(task.component().id(), task.operatorContext().genericSerializer());
  }

  /**
   * The bolt is prepared: puts back what the checkpoint had.
   *
   * @return the input that it held, in order, for it to execute first
   */
  List<StormTuple> restore(Iterable<byte[]> stored) throws IOException {
    Iterator<byte[]> snapshots = stored.iterator();
    SnapshotCodec.Content content = snapshots.hasNext() ? codec.read(snapshots.next()) : null;
    if (hosted != null) {
      hosted.restore(content == null ? null : content.managed());
    }
    Map<String, Object> conf = task.executor().conf();
    if (LandfallConf.read(LandfallConf.CAPTURE, conf)) {
      capture = new FieldCapture(task.component().id(), UserObjects.unwrap(task.userObject()));
      CapturePlan plan = capture.plan(false);
      task.runs().report(plan);
    }
    if (content == null) {
      return List.of();
    }
    if (capture != null && content.fields() != null) {
      capture.putBack(content.fields());
    }
    if (hosted != null) {
      hosted.restored(task.operatorContext().restoredCheckpointId());
    }
    TreeRegistry registry = task.runs().registry();
    List<StormTuple> held = new ArrayList<>();
    for (Object parts : content.items()) {
      StormTuple tuple = task.runs().codec().fromParts((Object[]) parts, registry);
      if (tuple != null) {
        held.add(tuple);
      }
    }
    for (long treeId : content.ids()) {
      // Its spout may be asleep for longer than until the next checkpoint.
      failedTrees.add(registry.failed(treeId));
    }
    return held;
  }

  void onFailed(StormTuple tuple) {
    if (tuple.isAnchored()) {
      failedTrees.add(tuple.tree());
      failedTrees.addAll(List.of(tuple.moreTrees()));
    }
  }

  byte[] write(long checkpointId, HeldTuples held) throws IOException {
    // First: it may change the bolt's fields.
    Object managed = hosted == null ? null : hosted.snapshot(checkpointId);
    List<Object> items = new ChunkedList<>();
    for (StormTuple tuple : held.heldAt(checkpointId)) {
      items.add(task.runs().codec().toParts(tuple));
    }
    addUnanchored(items);
    failedTrees.removeIf(tree -> !tree.isKnownTo(checkpointId));
    List<Long> failedIds = new ArrayList<>();
    failedTrees.forEach(tree -> failedIds.add(tree.id()));
    SnapshotCodec.Content content =
        new SnapshotCodec.Content(
            capture == null ? null : capture.take(), items, new long[0], managed);
    return codec.write(
        content,
        (name, why) -> capture.drop(name, why),
        index -> onBadTuple((Object[]) items.get(index), failedIds),
        () -> failedIds.stream().mapToLong(Long::longValue).toArray());
  }

  // Bolts need not ack unanchored input, and we cannot remember all that ever came: it is held if
  // the bolt's own fields hold it.
  private void addUnanchored(List<Object> items) {
    if (capture == null) {
      return;
    }
    for (Tuple held : capture.heldTuples()) {
      StormTuple tuple = StormTuple.of(held);
      if (tuple != null
          && !tuple.isAnchored()
          && !tuple.isSettled()
          && !Utils.isSystemId(tuple.getSourceComponent())) {
        items.add(task.runs().codec().toParts(tuple));
      }
    }
  }

  // Its messages count as failed, so that a restored run gets them again instead of losing them.
  private void onBadTuple(Object[] parts, List<Long> failedIds) {
    for (long treeId : (long[]) parts[4]) {
      if (treeId != TupleTree.DETACHED) {
        failedIds.add(treeId);
      }
    }
    if (!warnedOfTuples) {
      warnedOfTuples = true;
      LOG.warn(
          "component '{}': input from '{}' that it holds cannot be serialized; after a failure its"
              + " messages are played again",
          task.component().id(),
          parts[0]);
    }
  }
}
