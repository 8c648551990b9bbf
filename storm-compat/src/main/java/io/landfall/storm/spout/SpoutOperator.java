package io.landfall.storm.spout;

import io.landfall.api.state.ListState;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.SourceOperator;
import io.landfall.storm.capture.UserObjects;
import io.landfall.storm.conf.LandfallConf;
import io.landfall.storm.conf.StormConf;
import io.landfall.storm.spout.RestoredMessages.Restored;
import io.landfall.storm.task.Activity;
import io.landfall.storm.task.StormTask;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.ComponentPlan;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.spout.ISpout;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.utils.Utils;

/**
 * One task of a spout. Each turn first tells the spout what became of its messages, then asks it
 * for more tuples, as long as not too many are pending.
 */
final class SpoutOperator implements SourceOperator, SpoutLedger.Listener, SpoutCollector.Gate {

  private static final int MS_PER_SECOND = 1_000;

  /** Many tuples a turn pay together for what a turn costs; acks wait for so many at most. */
  private static final int TUPLES_A_TURN = 64;

  /** Of the heap, one part in so many may go to messages that wait for a checkpoint. */
  private static final int HEAP_SHARE_OF_AWAITING = 4;

  /** About what such a message takes: its tree, its id, and both again while they are written. */
  private static final int BYTES_OF_AWAITING = 320;

  private static final int MIN_AWAITING = 10_000;

  private final TopologyRuns runs;
  private final ComponentPlan component;
  private final DueCalls due = new DueCalls();
  private final RestoredMessages restored = new RestoredMessages();
  private final Redelivered redelivered = new Redelivered();
  private OperatorContext context;
  private StormTask task;
  private ISpout spout;
  private SpoutLedger ledger;
  private SpoutCollector collector;
  private SpoutState state;
  private ListState<byte[]> storedState;
  private Activity.Spout activity;
  private Awaits awaits;
  private long maxPending;
  private long maxAwaiting;
  private boolean opened;
  private boolean active;

  SpoutOperator(TopologyRuns runs, ComponentPlan component) {
    this.runs = runs;
    this.component = component;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    context = operatorContext;
    task = StormTask.open(runs, component, context);
    spout = (ISpout) task.userObject();
    activity = runs.control().activity().register();
    ledger =
        new SpoutLedger(
            task.executor(),
            this,
            runs.isExactlyOnce(),
            context.restoredCheckpointId(),
            context::wakeUp,
            task.traffic());
    awaits = Awaits.of(UserObjects.unwrap(spout));
    collector = new SpoutCollector(task, ledger, this, awaits, context.newSeed());
    int perTask = StormConf.integer(task.executor().conf(), Config.TOPOLOGY_MAX_SPOUT_PENDING, 0);
    maxPending =
        perTask > 0 && runs.isAcking()
            ? (long) perTask * task.executor().taskCount()
            : Long.MAX_VALUE;
    maxAwaiting = maxAwaiting();
    state = new SpoutState(task, awaits == Awaits.ALL);
    if (runs.isExactlyOnce()) {
      storedState = context.operatorState().indexedList("spout", null);
      state.read(storedState.get());
    }
    if (runs.control().isActive()) {
      openSpout();
    }
  }

  // Late acks do not throttle a spout, but what waits for them takes room.
  private long maxAwaiting() {
    int configured = LandfallConf.read(LandfallConf.SPOUT_MAX_AWAITING, task.executor().conf());
    if (configured > 0) {
      return configured;
    }
    long spoutTasks =
        runs.plan().components().stream()
            .filter(ComponentPlan::isSpout)
            .mapToLong(spoutPlan -> spoutPlan.tasks().size())
            .sum();
    long room = Runtime.getRuntime().maxMemory() / HEAP_SHARE_OF_AWAITING;
    return Math.max(MIN_AWAITING, room / BYTES_OF_AWAITING / spoutTasks);
  }

  private void openSpout() {
    task.giveCredentials(runs.control().credentials());
    Map<String, Object> conf = task.executor().conf();
    spout.open(conf, task.context(), new SpoutOutputCollector(collector));
    opened = true;
    task.executor().taskOpened();
    state.spoutOpened();
  }

  @Override
  public void onStart() throws Exception {
    task.thread().enter();
    if (opened) {
      state.giveBack(ledger, restored, redelivered, due);
      task.startMetrics();
    }
    startTimeouts();
  }

  private void startTimeouts() throws Exception {
    Map<String, Object> conf = runs.plan().conf();
    if (runs.isAcking() && StormConf.isTrue(conf, Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS)) {
      long timeoutMs =
          (long) MS_PER_SECOND * StormConf.integer(conf, Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 30);
      scheduleRotation(timeoutMs);
    }
  }

  private void scheduleRotation(long timeoutMs) {
    task.schedule(
        timeoutMs,
        () -> {
          task.thread().enter();
          ledger.rotate();
          // From now on: a late turn must not shorten the time of the messages behind it.
          scheduleRotation(timeoutMs);
        });
  }

  @Override
  public Poll poll(int maxRecords) throws Exception {
    task.thread().enter();
    task.thread().drain();
    task.counts().beginBatch();
    boolean progress = tellAndAsk(maxRecords);
    task.counts().endBatch();
    if (progress) {
      return Poll.MORE;
    }
    activity.rested();
    return Poll.NOTHING_NOW;
  }

  /** True if the spout was told of a message, or emitted anything. */
  private boolean tellAndAsk(int maxRecords) throws Exception {
    boolean told = ledger.drain();
    boolean emitted = false;
    if (followActivation()) {
      if (!due.isEmpty()) {
        told = true;
        due.make(this);
      }
      emitted = askForTuples(Math.min(maxRecords, TUPLES_A_TURN));
      activity.pending(underWay());
    }
    return told || emitted;
  }

  /** Asks until there is no more, or a millisecond is over; true if the spout emitted anything. */
  private boolean askForTuples(int most) {
    long first = collector.emitCount();
    long beganMs = context.processingTimeMs();
    for (int asked = 0; asked < most && mayAsk(); asked++) {
      long before = collector.emitCount();
      spout.nextTuple();
      if (collector.emitCount() == before) {
        if (asked == 0) {
          activity.askedInVain();
        }
        break;
      }
      if (context.isBackpressured() || context.processingTimeMs() != beganMs) {
        break;
      }
    }
    boolean emitted = collector.emitCount() != first;
    if (emitted) {
      activity.emitted();
    }
    return emitted;
  }

  // A batch that waits for its commit is not over: the next one waits for it.
  private int underWay() {
    return ledger.pendingCount() + (awaits == Awaits.COMMITS ? ledger.awaitingCount() : 0);
  }

  private boolean mayAsk() {
    return task.executor().pendingMessages() < maxPending && ledger.awaitingCount() < maxAwaiting;
  }

  /** Activates or deactivates the spout as asked for; true if it is active. */
  private boolean followActivation() {
    boolean wanted = runs.control().isActive();
    if (wanted != active) {
      if (wanted && !opened) {
        openSpout();
        state.giveBack(ledger, restored, redelivered, due);
        task.startMetrics();
      }
      active = wanted;
      if (wanted) {
        spout.activate();
      } else {
        spout.deactivate();
      }
    }
    return active;
  }

  @Override
  public void onAcked(Object messageId, String stream) {
    Object id = messageId instanceof Restored known ? restored.onAcked(known) : messageId;
    if (id != null) {
      redelivered.onAcked(id);
      spout.ack(id);
      task.counts().messageAcked(stream == null ? Utils.DEFAULT_STREAM_ID : stream);
      task.hooks().spoutAck(id);
    }
  }

  @Override
  public void onFailed(Object messageId, String stream) {
    Object id = messageId instanceof Restored known ? restored.onFailed(known) : messageId;
    if (id != null) {
      redelivered.onFailed(id);
      spout.fail(id);
      task.counts().messageFailed(stream == null ? Utils.DEFAULT_STREAM_ID : stream);
      task.hooks().spoutFail(id);
    }
  }

  @Override
  public boolean holdsBack(Object messageId) {
    if (!redelivered.isEmpty() && redelivered.holdsBack(messageId, due)) {
      return true;
    }
    if (restored.isEmpty()) {
      return false;
    }
    Restored known = restored.onEmit(messageId);
    if (known != null && RestoredMessages.isCovered(known)) {
      due.ack(messageId);
    }
    return known != null;
  }

  @Override
  public void ackUntracked(Object messageId) {
    onAcked(messageId, null);
  }

  @Override
  public void snapshot(long checkpointId) throws Exception {
    task.thread().enter();
    task.thread().drain();
    if (storedState != null) {
      storedState.update(
          java.util.List.of(state.write(checkpointId, ledger, restored, redelivered, due)));
    }
    ledger.onBarrier(checkpointId);
  }

  @Override
  public void onCheckpointComplete(long checkpointId) {
    task.thread().enter();
    if (runs.isExactlyOnce()) {
      ledger.drain();
      ledger.onCheckpointComplete(checkpointId);
      activity.pending(underWay());
    }
  }

  @Override
  public void close() {
    if (task == null) {
      return;
    }
    task.thread().enter();
    runs.control().activity().unregister(activity);
    try {
      if (active) {
        active = false;
        spout.deactivate();
      }
      if (opened) {
        spout.close();
      }
    } finally {
      task.close();
    }
  }
}
