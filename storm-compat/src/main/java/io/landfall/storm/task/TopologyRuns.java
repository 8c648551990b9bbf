package io.landfall.storm.task;

import io.landfall.storm.ack.TreeRegistry;
import io.landfall.storm.capture.CapturePlan;
import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.swap.ComponentSwaps;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.topology.TopologyPlan;
import io.landfall.storm.tuple.TupleCodec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.storm.daemon.StormCommon;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology over all its restarts in this process. The first task that opens makes a {@link
 * TopologyRun}, the last one that closes ends it. Any thread.
 */
public final class TopologyRuns {

  private static final Logger LOG = LoggerFactory.getLogger(TopologyRuns.class);

  private final TopologyPlan plan;
  private final Guarantee guarantee;
  private final TopologyControl control;
  private final TupleCodec codec;
  private final boolean acking;
  private final ComponentSwaps swaps = ComponentSwaps.load();
  private final Map<String, CapturePlan> capturePlans = new ConcurrentHashMap<>();
  private TreeRegistry registry = new TreeRegistry();
  private TopologyRun current;
  private int openTasks;

  public TopologyRuns(TopologyPlan plan, Guarantee guarantee, TopologyControl control) {
    this.plan = plan;
    this.guarantee = guarantee;
    this.control = control;
    this.codec = new TupleCodec(plan.generalContext());
    this.acking = StormCommon.hasAckers(plan.conf());
  }

  public TopologyPlan plan() {
    return plan;
  }

  public boolean isExactlyOnce() {
    return guarantee == Guarantee.EXACTLY_ONCE;
  }

  /** False if {@code topology.acker.executors} is 0. */
  public boolean isAcking() {
    return acking;
  }

  public TopologyControl control() {
    return control;
  }

  public TupleCodec codec() {
    return codec;
  }

  /**
   * A fresh object for a task: the user's, or what takes its place.
   *
   * @param conf the component's own, over the topology's
   */
  public Object newInstance(ComponentPlan component, Map<String, Object> conf) {
    Object submitted = component.newInstance();
    return isExactlyOnce() && !component.isSystem()
        ? swaps.inPlaceOf(component.id(), submitted, conf)
        : submitted;
  }

  /** A component is open: logs, once, what of it checkpoints hold. */
  public void report(CapturePlan plan) {
    if (capturePlans.putIfAbsent(plan.component(), plan) == null) {
      LOG.info("{}", plan);
    }
  }

  /** By component, as far as components have opened. */
  public Map<String, CapturePlan> capturePlans() {
    return Map.copyOf(capturePlans);
  }

  /** That of the run under way or, between two, of the next one. */
  public synchronized TreeRegistry registry() {
    return registry;
  }

  /** The run that a task which opens belongs to; to be given back once by {@link #release}. */
  public synchronized TopologyRun acquire() {
    if (current == null) {
      current = new TopologyRun(plan, control.watch(), control.blobs());
    }
    openTasks++;
    return current;
  }

  /** The run under way; null between two. */
  public synchronized TopologyRun current() {
    return current;
  }

  public synchronized void release() {
    openTasks--;
    if (openTasks == 0) {
      TopologyRun ended = current;
      current = null;
      registry = new TreeRegistry();
      ended.close();
    }
  }
}
