package org.apache.storm.testing;

import io.landfall.storm.testkit.Waiting;
import io.landfall.storm.testkit.Wrapped;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.storm.ILocalCluster;
import org.apache.storm.Testing;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.utils.RegisteredGlobalState;

/**
 * A topology whose spouts and bolts count what they emit and work off, so that a test can wait
 * until so many tuples went all the way. Only for a cluster that tracks. Not thread-safe.
 */
public class TrackedTopology {

  private final StormTopology topology;
  private final ILocalCluster cluster;
  private int waitedFor;

  /**
   * @param topology is not changed
   */
  public TrackedTopology(StormTopology topology, ILocalCluster cluster) {
    this.topology = Wrapped.inTrackers(topology, cluster.getTrackedId());
    this.cluster = cluster;
  }

  public StormTopology getTopology() {
    return topology;
  }

  public ILocalCluster getCluster() {
    return cluster;
  }

  /** Waits until one more tuple of a spout, and all that came of it, was worked off. */
  public void trackedWait() {
    trackedWait(1, Testing.TEST_TIMEOUT_MS);
  }

  /** Waits until so many more tuples of spouts, and all that came of them, were worked off. */
  public void trackedWait(int amount) {
    trackedWait(amount, Testing.TEST_TIMEOUT_MS);
  }

  /**
   * As {@link #trackedWait(int)}.
   *
   * @throws AssertionError if that took longer than so many ms
   */
  public void trackedWait(int amount, int timeoutMs) {
    int target = waitedFor + amount;
    Waiting.whileTrue(timeoutMs, () -> !isReached(target), Waiting::briefly);
    waitedFor = target;
  }

  // What is sent is counted before what is worked off, and read after it: equal means nothing is
  // under way.
  private boolean isReached(int target) {
    int emitted = globalAmt("spout-emitted");
    int processed = globalAmt("processed");
    return emitted >= target && processed == globalAmt("transferred");
  }

  /** One of the cluster's counts: {@code spout-emitted}, {@code transferred}, {@code processed}. */
  public int globalAmt(String key) {
    return ((Map<?, ?>) RegisteredGlobalState.getState(cluster.getTrackedId())).get(key)
            instanceof AtomicInteger count
        ? count.get()
        : 0;
  }
}
