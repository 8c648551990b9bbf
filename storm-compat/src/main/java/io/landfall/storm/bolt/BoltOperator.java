package io.landfall.storm.bolt;

import io.landfall.api.state.ListState;
import io.landfall.operators.spi.Operator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.storm.conf.StormConf;
import io.landfall.storm.task.StormTask;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.tuple.FeedbackSerializer;
import io.landfall.storm.tuple.HeldTuples;
import io.landfall.storm.tuple.Lineage;
import io.landfall.storm.tuple.StormTuple;
import java.util.List;
import org.apache.storm.Config;
import org.apache.storm.Constants;
import org.apache.storm.task.IBolt;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Values;

/** One task of a bolt. */
final class BoltOperator implements Operator, BoltCollector.Settlement {

  private static final long MS_PER_SECOND = 1_000;

  private final TopologyRuns runs;
  private final ComponentPlan component;
  private final boolean exactlyOnce;
  private final HeldTuples held = new HeldTuples();
  private OperatorContext context;
  private StormTask task;
  private IBolt bolt;
  private BoltState state;
  private ListState<byte[]> storedState;
  private List<StormTuple> heldBefore = List.of();
  private boolean prepared;
  private long epoch;

  BoltOperator(TopologyRuns runs, ComponentPlan component) {
    this.runs = runs;
    this.component = component;
    this.exactlyOnce = runs.isExactlyOnce();
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    context = operatorContext;
    epoch = context.restoredCheckpointId();
    task = StormTask.open(runs, component, context);
    bolt = (IBolt) task.userObject();
    task.giveCredentials(runs.control().credentials());
    bolt.prepare(
        task.executor().conf(), task.context(), new OutputCollector(new BoltCollector(task, this)));
    prepared = true;
    task.executor().taskOpened();
    if (exactlyOnce) {
      state = new BoltState(task);
      storedState = context.operatorState().indexedList("bolt", null);
      heldBefore = state.restore(storedState.get());
    }
  }

  @Override
  public void onStart() throws Exception {
    task.thread().enter();
    startTicks();
    List<StormTuple> first = heldBefore;
    heldBefore = List.of();
    for (StormTuple tuple : first) {
      execute(tuple);
    }
  }

  private void startTicks() throws Exception {
    int seconds =
        StormConf.integer(task.executor().conf(), Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 0);
    if (seconds > 0) {
      scheduleTick(context.processingTimeMs() + seconds * MS_PER_SECOND, seconds);
    }
  }

  private void scheduleTick(long timeMs, int seconds) {
    context.schedule(
        timeMs,
        dueMs -> {
          task.thread().enter();
          // Behind the clock after a long execute, ticks are left out, not made up for.
          scheduleTick(context.processingTimeMs() + seconds * MS_PER_SECOND, seconds);
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
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    task.thread().enter();
    if (value != FeedbackSerializer.Dropped.TUPLE) {
      execute((StormTuple) value);
    }
  }

  private void execute(StormTuple tuple) {
    if (exactlyOnce && tuple.isAnchored()) {
      held.add(tuple);
    }
    bolt.execute(tuple);
    task.hooks().boltExecute(tuple);
  }

  @Override
  public void ack(StormTuple tuple) {
    if (tuple.settle()) {
      held.remove(tuple);
      tuple.ackTrees(epoch);
      task.hooks().boltAck(tuple);
    }
  }

  @Override
  public void fail(StormTuple tuple) {
    if (tuple.settle()) {
      held.remove(tuple);
      if (state != null) {
        state.onFailed(tuple);
      }
      tuple.failTrees();
      task.hooks().boltFail(tuple);
    }
  }

  @Override
  public void snapshot(long checkpointId) throws Exception {
    task.thread().enter();
    // A foreign thread's emits count as made before the barrier if they were queued before it.
    task.thread().drain();
    if (state != null) {
      storedState.update(List.of(state.write(checkpointId, held)));
    }
    epoch = checkpointId;
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
        bolt.cleanup();
      }
    } finally {
      task.close();
    }
  }
}
