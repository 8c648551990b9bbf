package io.landfall.storm.testing;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.option.Options;
import io.landfall.operators.spi.OperatorFactory;
import io.landfall.operators.spi.SourceOperator;
import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.conf.StormConf;
import io.landfall.storm.job.StormJob;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.topology.TopologyPlan;
import io.landfall.storm.topology.TopologyPlanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.StormTopology;

/**
 * Runs a topology on the test's thread, one move at a time, with a clock that the test sets and
 * crashes where it wants them.
 */
public final class TopologyHarness implements AutoCloseable {

  private final StormJob job;
  private final List<HarnessContext> tasks = new ArrayList<>();
  private final Deque<Runnable> deliveries = new ArrayDeque<>();
  private Map<String, Map<String, List<Object>>> lastCheckpoint = new HashMap<>();
  private long lastCheckpointId = -1;
  private Map<String, Map<String, List<Object>>> takenSnapshot;
  private long nextCheckpointId = 1;
  private int attempt;
  private long nowMs = 1_000_000;

  public TopologyHarness(StormTopology topology, Map<String, Object> conf, Guarantee guarantee) {
    this(topology, conf, guarantee, true);
  }

  public TopologyHarness(
      StormTopology topology, Map<String, Object> conf, Guarantee guarantee, boolean active) {
    try {
      TopologyPlan plan =
          new TopologyPlanner(StormConf.clusterConf(), NumberTypes.INTEGER)
              .plan("test", "test-1-1", conf, topology);
      job = StormJob.of(plan, Options.DEFAULTS, guarantee, new TopologyControl(active, Map.of()));
    } catch (JobRefusedException e) {
      throw new IllegalArgumentException(e);
    }
    start();
  }

  private void start() {
    run(
        () -> {
          for (LogicalOperator operator : job.graph().operators()) {
            OperatorFactory factory = (OperatorFactory) operator.spec();
            for (int i = 0; i < operator.parallelism(); i++) {
              tasks.add(new HarnessContext(this, operator, i, factory.create(i)));
            }
          }
          for (HarnessContext task : tasks) {
            task.restore(lastCheckpoint.getOrDefault(task.key(), Map.of()));
            task.operator().open(task);
          }
          for (HarnessContext task : tasks) {
            task.operator().onStart();
          }
        });
    deliver();
  }

  public StormJob job() {
    return job;
  }

  public TopologyControl control() {
    return job.runs().control();
  }

  int attempt() {
    return attempt;
  }

  long restoredCheckpointId() {
    return attempt == 0 ? -1 : lastCheckpointId;
  }

  long nowMs() {
    return nowMs;
  }

  void send(int operatorId, int subtask, Object value) {
    deliveries.add(() -> run(() -> task(operatorId, subtask).operator().onRecord(0, value, 0)));
  }

  private HarnessContext task(int operatorId, int subtask) {
    return tasks.stream()
        .filter(t -> t.operatorId() == operatorId && t.subtaskIndex() == subtask)
        .findFirst()
        .orElseThrow();
  }

  /** Polls every spout once. */
  public TopologyHarness poll() {
    for (HarnessContext task : tasks) {
      if (task.operator() instanceof SourceOperator source) {
        run(() -> source.poll(1));
      }
    }
    return this;
  }

  /** Delivers all that was sent, and does what foreign threads asked for, until nothing is left. */
  public TopologyHarness deliver() {
    boolean progress = true;
    while (progress) {
      progress = false;
      for (HarnessContext task : tasks) {
        progress |= task.runActions();
      }
      for (Runnable next = deliveries.poll(); next != null; next = deliveries.poll()) {
        next.run();
        progress = true;
      }
      for (HarnessContext task : tasks) {
        run(() -> task.operator().onBatchEnd());
      }
    }
    return this;
  }

  /** Polls and delivers so often. */
  public TopologyHarness steps(int count) {
    for (int i = 0; i < count; i++) {
      poll();
      deliver();
    }
    return this;
  }

  /** Moves the clock on; calls that fall due are made in order. */
  public TopologyHarness advanceSeconds(double seconds) {
    long untilMs = nowMs + (long) (seconds * 1_000);
    while (true) {
      HarnessContext first = null;
      for (HarnessContext task : tasks) {
        if (task.nextCallMs() <= untilMs
            && (first == null || task.nextCallMs() < first.nextCallMs())) {
          first = task;
        }
      }
      if (first == null) {
        break;
      }
      nowMs = Math.max(nowMs, first.nextCallMs());
      HarnessContext due = first;
      run(due::callNext);
    }
    nowMs = untilMs;
    return deliver();
  }

  /** The clock moves on while nobody looks at it, as during a long call of the user's. */
  public TopologyHarness stallSeconds(double seconds) {
    nowMs += (long) (seconds * 1_000);
    return this;
  }

  /** Sends a barrier through: spouts first, then bolts, once all that went before was delivered. */
  public long barrier() {
    long id = nextCheckpointId++;
    snapshotAll(id, true);
    deliver();
    snapshotAll(id, false);
    takenSnapshot = new HashMap<>();
    tasks.forEach(task -> takenSnapshot.put(task.key(), task.copyOfState()));
    return id;
  }

  private void snapshotAll(long id, boolean spouts) {
    for (HarnessContext task : tasks) {
      if (task.operator() instanceof SourceOperator == spouts) {
        run(() -> task.operator().snapshot(id));
      }
    }
  }

  /** The barrier's checkpoint is durable, but nobody has been told. */
  public TopologyHarness durable(long id) {
    lastCheckpoint = takenSnapshot;
    lastCheckpointId = id;
    return this;
  }

  /** The barrier's checkpoint is durable, and everybody knows. */
  public TopologyHarness complete(long id) {
    durable(id);
    for (HarnessContext task : tasks) {
      run(() -> task.operator().onCheckpointComplete(id));
    }
    return this;
  }

  public TopologyHarness checkpoint() {
    return complete(barrier());
  }

  /** Loses all since the last complete checkpoint and starts again. */
  public TopologyHarness crash() {
    close();
    attempt++;
    start();
    return this;
  }

  @Override
  public void close() {
    deliveries.clear();
    tasks.forEach(task -> run(() -> task.operator().close()));
    tasks.clear();
  }

  /** Something that may throw. */
  @FunctionalInterface
  interface Move {
    void make() throws Exception;
  }

  static void run(Move move) {
    try {
      move.make();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
