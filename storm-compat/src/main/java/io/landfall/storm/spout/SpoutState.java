package io.landfall.storm.spout;

import io.landfall.storm.ack.TreeRegistry;
import io.landfall.storm.ack.TupleTree;
import io.landfall.storm.capture.CapturePlan;
import io.landfall.storm.capture.FieldCapture;
import io.landfall.storm.capture.SnapshotCodec;
import io.landfall.storm.capture.UserObjects;
import io.landfall.storm.conf.LandfallConf;
import io.landfall.storm.spout.RestoredMessages.Restored;
import io.landfall.storm.task.StormTask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a checkpoint holds of a spout task: its captured fields, and each message that it emitted
 * before the barrier and was not told about, with the id of its tree. Task's thread.
 */
final class SpoutState {

  private static final Logger LOG = LoggerFactory.getLogger(SpoutState.class);

  private final StormTask task;
  private final SnapshotCodec codec;
  private FieldCapture capture;
  private CapturePlan plan;
  private SnapshotCodec.Content restoredContent;
  private boolean warnedOfIds;

  SpoutState(StormTask task) {
    this.task = task;
    this.codec =
        task.runs().isExactlyOnce()
            ? new SnapshotCodec(task.component().id(), task.operatorContext().genericSerializer())
            : null;
  }

  void read(Iterable<byte[]> stored) throws IOException {
    Iterator<byte[]> snapshots = stored.iterator();
    if (snapshots.hasNext()) {
      restoredContent = codec.read(snapshots.next());
    }
  }

  /** The spout is open: puts its fields back, if they are captured. */
  void spoutOpened() {
    if (codec == null) {
      return;
    }
    if (LandfallConf.read(LandfallConf.CAPTURE, task.executor().conf())) {
      capture = new FieldCapture(task.component().id(), UserObjects.unwrap(task.userObject()));
      plan = capture.plan(true);
      task.runs().report(plan);
      if (isCaptured() && restoredContent != null && restoredContent.fields() != null) {
        capture.putBack(restoredContent.fields());
      }
    }
  }

  private boolean isCaptured() {
    return plan != null && plan.openedAfresh() == null;
  }

  /**
   * Re-establishes the messages of the restored checkpoint; every bolt has registered what it
   * holds.
   */
  void giveBack(SpoutLedger ledger, RestoredMessages restored, DueCalls due) {
    if (restoredContent == null) {
      return;
    }
    // Fields of a checkpoint that had none captured do not say which messages went before.
    boolean fieldsKnowThem = isCaptured() && restoredContent.fields() != null;
    TreeRegistry registry = task.runs().registry();
    for (Object[] item : restoredContent.items()) {
      Object messageId = item[0];
      long treeId = (long) item[1];
      TupleTree tree = registry.claim(treeId);
      if (tree == null) {
        if (fieldsKnowThem) {
          due.ack(messageId);
        } else {
          restored.addCovered(messageId, treeId);
        }
      } else if (!tree.isFailed()) {
        Object id = fieldsKnowThem ? messageId : restored.addOpen(messageId, tree);
        ledger.adopt(tree, id, task.operatorContext().processingTimeMs());
      } else if (fieldsKnowThem) {
        due.fail(messageId);
      }
    }
    restoredContent = null;
  }

  byte[] write(SpoutLedger ledger, RestoredMessages restored, DueCalls due) throws IOException {
    if (restoredContent != null) {
      // Not opened since the restore, because the topology is inactive: nothing has changed.
      return codec.write(restoredContent, (name, why) -> {}, item -> {}, () -> new long[0]);
    }
    List<Object[]> items = new ArrayList<>();
    ledger.forEach(tree -> items.add(new Object[] {idOf(tree), tree.id()}));
    restored.forEachCovered((id, treeId) -> items.add(new Object[] {id, treeId}));
    // A tree that nobody holds a leaf of: complete.
    due.forEachAck(id -> items.add(new Object[] {id, ThreadLocalRandom.current().nextLong()}));
    SnapshotCodec.Content content =
        new SnapshotCodec.Content(isCaptured() ? capture.take() : null, items, new long[0]);
    return codec.write(
        content, (name, why) -> capture.drop(name, why), this::onBadId, () -> new long[0]);
  }

  private static Object idOf(TupleTree tree) {
    return tree.messageId() instanceof Restored restored ? restored.id() : tree.messageId();
  }

  private void onBadId(Object[] item) {
    if (!warnedOfIds) {
      warnedOfIds = true;
      LOG.warn(
          "component '{}': message ids of {} cannot be serialized; after a failure these messages"
              + " are at-least-once",
          task.component().id(),
          item[0].getClass().getName());
    }
  }
}
