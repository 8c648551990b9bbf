package io.landfall.storm.local;

import io.landfall.storm.task.Activity;
import io.landfall.storm.task.TopologyRun;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tells, looked at again and again, when nothing is under way in a topology any more until its
 * clock moves on: no tuple is in a channel or in a bolt, no spout is owed an ack or a fail, and
 * each spout had its turns since and did nothing with them. One thread.
 */
final class QuietTopology {

  /** Of two turns that ended since the last change, the second began after it, too. */
  private static final int TURNS = 2;

  /** Whoever sleeps in simulated time looks at the clock every 10 ms of real time. */
  private static final long STALLED_NS = TimeUnit.MILLISECONDS.toNanos(30);

  /** A spout that emits all the time keeps its topology from ever being quiet. */
  private static final long RESTLESS_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final RunningTopology topology;
  private final long beganNs;
  private final long emittedBefore;
  private TopologyRun run;
  private long endedCount;
  private Map<Activity.Spout, Long> restedBefore = Map.of();
  private long sinceNs;

  /**
   * @param nowNs of a clock that only goes forward
   */
  QuietTopology(RunningTopology topology, long nowNs) {
    this.topology = topology;
    this.beganNs = nowNs;
    this.emittedBefore = topology.control().activity().emittedCount();
  }

  boolean isReached(long nowNs) {
    if (topology.hasEnded()) {
      return true;
    }
    TopologyRun current = topology.run();
    Activity activity = topology.control().activity();
    if (current == null || !topology.isRunning() || activity.spoutCount() < topology.spoutTasks()) {
      run = null;
      return false;
    }
    long ended = current.traffic().endedCount();
    if (current != run || ended != endedCount) {
      run = current;
      endedCount = ended;
      restedBefore = activity.rested();
      sinceNs = nowNs;
      return isRestless(activity, nowNs);
    }
    boolean nothingUnderWay = current.traffic().underWay() <= 0;
    return nothingUnderWay && allRested(activity)
        || nowNs - sinceNs > STALLED_NS && current.anySleepsInSimulatedTime()
        || isRestless(activity, nowNs);
  }

  private boolean allRested(Activity activity) {
    return activity.rested().entrySet().stream()
        .allMatch(now -> now.getValue() >= restedBefore.getOrDefault(now.getKey(), 0L) + TURNS);
  }

  private boolean isRestless(Activity activity, long nowNs) {
    return nowNs - beganNs > RESTLESS_NS && activity.emittedCount() != emittedBefore;
  }
}
