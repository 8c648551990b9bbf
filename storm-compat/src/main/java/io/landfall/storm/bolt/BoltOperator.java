package io.landfall.storm.bolt;

import io.landfall.api.state.ListState;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Upcoming;
import io.landfall.storm.hosted.Host;
import io.landfall.storm.hosted.HostedBolt;
import io.landfall.storm.hosted.Hosting;
import io.landfall.storm.multilang.ShellBoltEnd;
import io.landfall.storm.swap.SinkBolt;
import io.landfall.storm.task.StormTask;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.task.Traffic;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.tuple.FeedbackSerializer;
import io.landfall.storm.tuple.HeldTuples;
import io.landfall.storm.tuple.Lineage;
import io.landfall.storm.tuple.StormTuple;
import java.util.Collection;
import java.util.List;
import org.apache.storm.Config;
import org.apache.storm.Constants;
import org.apache.storm.task.IBolt;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.ObjectReader;

/** One task of a bolt. */
final class BoltOperator implements Operator, BoltCollector.Settlement, Host {

  private static final long MS_PER_SECOND = 1_000;

  private final TopologyRuns runs;
  private final ComponentPlan component;
  private final SinkBolt.Output output;
  private final boolean exactlyOnce;
  private final HeldTuples held = new HeldTuples();
  private OperatorContext context;
  private StormTask task;
  private Traffic traffic;
  private IBolt bolt;
  private HostedBolt hosted;
  private boolean holdsInput;

  /** Null if input is not held. */
  private HalfDoneInput halfDone;

  private BoltState state;
  private ListState<byte[]> storedState;
  private List<StormTuple> heldBefore = List.of();

  /** Null if the bolt has no process of its own. */
  private ShellBoltEnd shellEnd;

  /** What was loaded adds up here, or the compiler would not load it. */
  private int loaded;

  private boolean prepared;
  private long epoch;

  BoltOperator(TopologyRuns runs, ComponentPlan component) {
    this(runs, component, null);
  }

  /**
   * @param output of a {@link SinkBolt}; null for any other
   */
  BoltOperator(TopologyRuns runs, ComponentPlan component, SinkBolt.Output output) {
    this.runs = runs;
    this.component = component;
    this.output = output;
    // Storm's own bolts have nothing to keep, and may be others at the next start.
    this.exactlyOnce = runs.isExactlyOnce() && !component.isSystem();
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    context = operatorContext;
    epoch = context.restoredCheckpointId();
    task = StormTask.open(runs, component, context);
    bolt = (IBolt) task.userObject();
    if (exactlyOnce) {
      Hosting hosting = Hosting.of(bolt, this);
      bolt = hosting.bolt();
      hosted = hosting.hosted();
      holdsInput = hosted == null || hosted.holdsInput();
      halfDone = holdsInput ? new HalfDoneInput(component.id(), task.thread()) : null;
    }
    traffic = task.traffic();
    if (output != null) {
      ((SinkBolt) bolt).writeTo(output);
    }
    // What a checkpoint holds must be back before any spout is opened, also an inactive one.
    if (exactlyOnce || runs.control().isActive()) {
      prepareBolt();
    } else {
      task.onActivation(this::prepareIfNot);
    }
    if (exactlyOnce) {
      state = new BoltState(task, hosted);
      storedState = context.operatorState().indexedList("bolt", null);
      heldBefore = state.restore(storedState.get());
    }
  }

  private void prepareBolt() {
    task.giveCredentials(runs.control().credentials());
    bolt.prepare(
        task.executor().conf(), task.context(), new OutputCollector(new BoltCollector(task, this)));
    prepared = true;
    shellEnd = ShellBoltEnd.watch(task.userObject());
    task.executor().taskOpened();
  }

  // Storm prepares no bolt of a topology that was submitted inactive before it is activated.
  private void prepareIfNot() {
    if (!prepared) {
      prepareBolt();
      startTicks();
      task.startMetrics();
    }
  }

  @Override
  public void onStart() throws Exception {
    task.thread().enter();
    if (prepared) {
      startTicks();
      task.startMetrics();
    }
    List<StormTuple> first = heldBefore;
    heldBefore = List.of();
    for (StormTuple tuple : first) {
      countIn();
      execute(tuple);
    }
    if (hosted != null) {
      hosted.start();
    }
  }

  private void startTicks() {
    int seconds =
        ObjectReader.getInt(task.executor().conf().get(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS), 0);
    if (seconds > 0 && !component.isSystem()) {
      scheduleTick(seconds);
    }
  }

  private void scheduleTick(int seconds) {
    task.schedule(
        seconds * MS_PER_SECOND,
        () -> {
          task.thread().enter();
          // From now on: after a long execute, ticks are left out, not made up for.
          scheduleTick(seconds);
          countIn();
          execute(
              new StormTuple(
                  task.run().workerContext(),
                  new Values(seconds),
                  Constants.SYSTEM_COMPONENT_ID,
                  (int) Constants.SYSTEM_TASK_ID,
                  Constants.SYSTEM_TICK_STREAM_ID,
                  Lineage.NONE));
        });
  }

  @Override
  public void onUpcoming(Upcoming records) {
    int sum = 0;
    for (int i = 0; i < records.count(); i++) {
      sum += records.value(i) instanceof StormTuple tuple ? tuple.load() : 0;
    }
    loaded += sum;
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    task.thread().enter();
    if (value != FeedbackSerializer.Dropped.TUPLE) {
      if (!prepared) {
        prepareIfNot();
      }
      task.counts().beginBatch();
      execute((StormTuple) value);
    }
  }

  @Override
  public void onBatchEnd() {
    task.counts().endBatch();
  }

  /** What no other task sent counts as under way, too, while it is executed. */
  private void countIn() {
    if (traffic != null) {
      traffic.tupleSent(task.run().isTracked(component.id()));
    }
  }

  private void execute(StormTuple tuple) {
    tuple.beginExecute();
    bolt.execute(tuple);
    tuple.endExecute();
    // Mostly it is acked by now, and never was in the list.
    if (holdsInput && tuple.isAnchored() && !tuple.isSettled()) {
      held.add(tuple);
    }
    task.counts().executed(tuple);
    task.hooks().boltExecute(tuple);
    if (traffic != null) {
      traffic.ended();
    }
  }

  @Override
  public void emittingElsewhere(Collection<Tuple> anchors) {
    if (halfDone != null) {
      halfDone.emitting(anchors);
    }
  }

  private void settled(StormTuple tuple) {
    held.remove(tuple);
    if (halfDone != null) {
      halfDone.settled(tuple);
    }
  }

  @Override
  public void ack(StormTuple tuple) {
    if (tuple.settle()) {
      settled(tuple);
      tuple.ackTrees(epoch);
      task.counts().acked(tuple);
      task.hooks().boltAck(tuple);
    }
  }

  @Override
  public void fail(StormTuple tuple) {
    if (tuple.settle()) {
      settled(tuple);
      if (state != null) {
        state.onFailed(tuple);
      }
      tuple.failTrees();
      task.counts().failed(tuple);
      task.hooks().boltFail(tuple);
    }
  }

  @Override
  public void snapshot(long checkpointId) throws Exception {
    task.thread().enter();
    // A foreign thread's emits count as made before the barrier if they were queued before it.
    task.thread().drain();
    if (halfDone != null) {
      halfDone.finish();
    }
    if (state != null) {
      storedState.update(List.of(state.write(checkpointId, held)));
    }
    epoch = checkpointId;
  }

  @Override
  public void onCheckpointComplete(long checkpointId) {
    if (hosted != null) {
      task.thread().enter();
      hosted.committed(checkpointId);
    }
  }

  @Override
  public long nowMs() {
    return context.processingTimeMs();
  }

  @Override
  public void schedule(long delayMs, Runnable action) {
    context.schedule(
        delayMs,
        () -> {
          task.thread().enter();
          action.run();
        });
  }

  @Override
  public Object toPlain(StormTuple tuple) {
    return runs.codec().toPartsWithoutTrees(tuple);
  }

  @Override
  public StormTuple fromPlain(Object plain) {
    return runs.codec().fromParts((Object[]) plain, runs.registry());
  }

  @Override
  public void onWatermark(long watermarkMs) {}

  @Override
  public void onIdle(boolean idle) {}

  @Override
  public void close() {
    if (task == null) {
      return;
    }
    task.thread().enter();
    try {
      if (prepared) {
        if (shellEnd != null) {
          shellEnd.expected();
        }
        bolt.cleanup();
      }
    } finally {
      task.close();
    }
  }
}
