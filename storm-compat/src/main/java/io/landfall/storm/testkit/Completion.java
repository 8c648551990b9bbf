package io.landfall.storm.testkit;

import io.landfall.storm.conf.LandfallConf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.ILocalCluster;
import org.apache.storm.LocalCluster;
import org.apache.storm.Thrift;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.NotAliveException;
import org.apache.storm.generated.SpoutSpec;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.testing.CompletableSpout;
import org.apache.storm.testing.CompleteTopologyParam;
import org.apache.storm.testing.FixedTuple;
import org.apache.storm.testing.FixedTupleSpout;
import org.apache.storm.testing.TupleCaptureBolt;
import org.apache.storm.thrift.TException;
import org.apache.storm.utils.Time;
import org.apache.storm.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a topology until its spouts have nothing more to give, and returns all that was emitted. */
public final class Completion {

  private static final Logger LOG = LoggerFactory.getLogger(Completion.class);

  /** So much simulated time passes at each look. */
  private static final int STEP_SECONDS = 10;

  private final ILocalCluster cluster;
  private final CompleteTopologyParam param;
  private final int timeoutMs;
  private final String name;

  /**
   * @param defaultTimeoutMs if the parameters give none; in real time
   */
  public Completion(ILocalCluster cluster, CompleteTopologyParam param, int defaultTimeoutMs) {
    this.cluster = cluster;
    this.param = param;
    this.timeoutMs = param.getTimeoutMs() == null ? defaultTimeoutMs : param.getTimeoutMs();
    this.name =
        param.getTopologyName() == null ? "topologytest-" + Utils.uuid() : param.getTopologyName();
  }

  /**
   * The tuples that each component emitted, in the order in which they were caught.
   *
   * @throws AssertionError if the spouts are not exhausted in time
   */
  public Map<String, List<FixedTuple>> of(StormTopology topology)
      throws TException, InterruptedException {
    TupleCaptureBolt capture = new TupleCaptureBolt();
    StormTopology captured = Wrapped.captured(topology, capture);
    List<CompletableSpout> spouts = completable(captured);
    spouts.forEach(CompletableSpout::startup);
    Map<String, Object> conf = new HashMap<>(param.getStormConf());
    conf.put(LandfallConf.WATCHED, true);
    cluster.submitTopology(name, conf, captured);
    simulateWait(cluster);
    Waiting.whileTrue(
        timeoutMs, () -> !spouts.stream().allMatch(CompletableSpout::isExhausted), this::letRun);
    awaitUnanchored();
    KillOptions atOnce = new KillOptions();
    atOnce.set_wait_secs(0);
    cluster.killTopologyWithOpts(name, atOnce);
    Waiting.whileTrue(timeoutMs, this::isAlive, this::letRun);
    if (!param.getCleanupState()) {
      return capture.getAndClearResults();
    }
    spouts.forEach(CompletableSpout::clean);
    return capture.getAndRemoveResults();
  }

  /** Tuples that nobody anchored may still be under way when all messages have been acked. */
  private void awaitUnanchored() throws InterruptedException {
    simulateWait(cluster);
    if (cluster instanceof LocalCluster local && !local.awaitIdle(timeoutMs)) {
      LOG.warn(
          "topology '{}' is not at rest {} ms after its spouts, and is ended as it is",
          name,
          timeoutMs);
    }
  }

  private List<CompletableSpout> completable(StormTopology topology) {
    Map<String, List<FixedTuple>> mocked = param.getMockedSources().getData();
    List<CompletableSpout> spouts = new ArrayList<>();
    mocked.keySet().stream()
        .filter(id -> !topology.get_spouts().containsKey(id))
        .forEach(
            id -> {
              throw new IllegalArgumentException("mocked source '" + id + "' is no spout");
            });
    for (Map.Entry<String, SpoutSpec> spout : topology.get_spouts().entrySet()) {
      List<FixedTuple> tuples = mocked.get(spout.getKey());
      if (tuples != null) {
        spout
            .getValue()
            .set_spout_object(Thrift.serializeComponentObject(new FixedTupleSpout(tuples)));
      }
      Object object = Thrift.deserializeComponentObject(spout.getValue().get_spout_object());
      if (!(object instanceof CompletableSpout completable)) {
        throw new IllegalArgumentException(
            "cannot complete the topology: spout '"
                + spout.getKey()
                + "' is no CompletableSpout and has no mocked source; it is "
                + object);
      }
      spouts.add(completable);
    }
    return spouts;
  }

  private boolean isAlive() {
    try {
      cluster.getTopologySummaryByName(name);
      return true;
    } catch (NotAliveException e) {
      return false;
    } catch (TException e) {
      throw new IllegalStateException(e);
    }
  }

  private void letRun() {
    try {
      if (Time.isSimulating()) {
        simulateWait(cluster);
      } else {
        Waiting.briefly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topology '" + name + "' completes", e);
    }
  }

  /** Lets 10 s pass in simulated time; nothing otherwise. */
  public static void simulateWait(ILocalCluster cluster) throws InterruptedException {
    if (Time.isSimulating()) {
      cluster.advanceClusterTime(STEP_SECONDS);
    }
  }
}
