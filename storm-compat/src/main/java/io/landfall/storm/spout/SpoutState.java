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
import java.util.Iterator;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a checkpoint holds of a spout task: its captured fields, and each message that it emitted
 * before the barrier and was not told about, with the id of its tree. Task's thread.
 */
final class SpoutState {

  private static final Logger LOG = LoggerFactory.getLogger(SpoutState.class);

  /** In place of the id of a tree that can have no leaf in the checkpoint. No tree has this id. */
  static final long COMPLETE = 0;

  /**
   * In place of the id of a tree whose failure its spout is yet to hear of. No tree has this id.
   */
  static final long FAILED = -1;

  private final StormTask task;
  private final boolean knowsMessages;
  private final SnapshotCodec codec;
  private FieldCapture capture;
  private CapturePlan plan;
  private SnapshotCodec.Content restoredContent;
  private boolean warnedOfIds;

  /**
   * @param knowsMessages false if what the spout has emitted is nothing to a restored run
   */
  SpoutState(StormTask task, boolean knowsMessages) {
    this.task = task;
    this.knowsMessages = knowsMessages;
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
    if (knowsMessages && LandfallConf.read(LandfallConf.CAPTURE, task.executor().conf())) {
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
  void giveBack(
      SpoutLedger ledger, RestoredMessages restored, Redelivered redelivered, DueCalls due) {
    if (restoredContent == null) {
      return;
    }
    // Fields of a checkpoint that had none captured do not say which messages went before.
    Map<String, Object> fields = restoredContent.fields();
    boolean fieldsKnowThem = isCaptured() && fields != null && !fields.isEmpty();
    boolean sourceMayToo = fieldsKnowThem && plan.besideResource();
    TreeRegistry registry = task.runs().registry();
    for (int i = 0; i < restoredContent.items().size(); i++) {
      Object messageId = restoredContent.items().get(i);
      long treeId = restoredContent.ids()[i];
      if (treeId == FAILED) {
        giveBackFailed(messageId, fieldsKnowThem, due);
        continue;
      }
      TupleTree tree = registry.claim(treeId);
      if (tree == null) {
        if (fieldsKnowThem) {
          due.ack(messageId);
          if (sourceMayToo) {
            redelivered.addAcked(messageId);
          }
        } else {
          restored.addCovered(messageId);
        }
      } else if (!tree.isFailed()) {
        Object id = fieldsKnowThem ? messageId : restored.addOpen(messageId);
        ledger.adopt(tree, id);
        if (sourceMayToo) {
          redelivered.addOpen(messageId);
        }
      } else {
        ledger.leave(tree);
        giveBackFailed(messageId, fieldsKnowThem, due);
      }
    }
    restoredContent = null;
  }

  // A spout that does not know it gets it from its source once more.
  private static void giveBackFailed(Object messageId, boolean fieldsKnowIt, DueCalls due) {
    if (fieldsKnowIt) {
      due.fail(messageId);
    }
  }

  byte[] write(
      long checkpointId,
      SpoutLedger ledger,
      RestoredMessages restored,
      Redelivered redelivered,
      DueCalls due)
      throws IOException {
    if (restoredContent != null) {
      // Not opened since the restore, because the topology is inactive: nothing has changed.
      return codec.write(restoredContent, (name, why) -> {}, index -> {}, restoredContent::ids);
    }
    UntoldMessages untold = new UntoldMessages(knowsMessages ? ledger.untoldCount() : 0);
    if (knowsMessages) {
      addAll(untold, checkpointId, ledger, restored, redelivered, due);
    }
    SnapshotCodec.Content content =
        new SnapshotCodec.Content(
            isCaptured() ? capture.take() : null, untold.messageIds(), new long[0], null);
    return codec.write(
        content,
        (name, why) -> capture.drop(name, why),
        index -> {
          warnOfId(untold.messageIds().get(index));
          untold.leaveOut(index);
        },
        untold::treeIds);
  }

  private static void addAll(
      UntoldMessages untold,
      long checkpointId,
      SpoutLedger ledger,
      RestoredMessages restored,
      Redelivered redelivered,
      DueCalls due) {
    ledger.forEach(
        checkpointId,
        (id, treeId, isClosed) -> untold.add(storedId(id), isClosed ? COMPLETE : treeId));
    restored.forEachCovered(id -> untold.add(id, COMPLETE));
    // Told is not enough: until its source has given it again, the source may not know.
    redelivered.forEachAwaitedAsAcked(id -> untold.add(id, COMPLETE));
    due.forEachAck(
        id -> {
          if (!redelivered.isAwaitedAsAcked(id)) {
            untold.add(id, COMPLETE);
          }
        });
    due.forEachFail(id -> untold.add(id, FAILED));
  }

  private static Object storedId(Object messageId) {
    return messageId instanceof Restored restored ? restored.id() : messageId;
  }

  private void warnOfId(Object messageId) {
    if (!warnedOfIds) {
      warnedOfIds = true;
      LOG.warn(
          "component '{}': message ids of {} cannot be serialized; after a failure these messages"
              + " are at-least-once",
          task.component().id(),
          messageId.getClass().getName());
    }
  }
}
