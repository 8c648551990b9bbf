package org.apache.storm;

import io.landfall.storm.conf.StormConf;
import io.landfall.storm.launch.Launch;
import io.landfall.storm.local.InProcessNimbus;
import io.landfall.storm.local.LocalTopologies;
import io.landfall.storm.local.RunningTopology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.cluster.IStormClusterState;
import org.apache.storm.generated.ClusterSummary;
import org.apache.storm.generated.Credentials;
import org.apache.storm.generated.GetInfoOptions;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.generated.TopologyInfo;
import org.apache.storm.generated.TopologySummary;
import org.apache.storm.thrift.TException;
import org.apache.storm.utils.NimbusClient;

/**
 * Storm's in-process cluster, run by Landfall: no ZooKeeper, Nimbus or Supervisor is started. Jobs
 * are at-least-once, as on Storm, unless the cluster is part of a {@code landfall storm jar}.
 */
public class LocalCluster implements ILocalCluster {

  /** Kills without the wait for messages under way. */
  public static final KillOptions KILL_NOW = new KillOptions();

  static {
    KILL_NOW.set_wait_secs(0);
  }

  private final LocalTopologies topologies;
  private final InProcessNimbus nimbus;
  private final NimbusClient.LocalOverride override;

  /** A cluster with message timeouts. */
  public LocalCluster() throws Exception {
    this(withTimeouts(true));
  }

  /** As {@link #LocalCluster()}: there is no ZooKeeper to connect to. */
  public LocalCluster(String zooKeeperHost, Long zooKeeperPort) throws Exception {
    this();
  }

  private LocalCluster(Map<String, Object> clusterConf) {
    topologies = Launch.forLocalCluster(clusterConf);
    nimbus = new InProcessNimbus(topologies);
    override =
        NimbusClient.isLocalOverride() ? null : new NimbusClient.LocalOverride(nimbus.iface());
  }

  private static Map<String, Object> withTimeouts(boolean enabled) {
    Map<String, Object> conf = StormConf.localConf();
    conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, enabled);
    return conf;
  }

  /** Storm's builder; what only sizes daemons that do not exist here is accepted and ignored. */
  public static class Builder {
    private final Map<String, Object> daemonConf = new HashMap<>();

    public Builder withSupervisors(int supervisors) {
      return this;
    }

    public Builder withPortsPerSupervisor(int ports) {
      return this;
    }

    public Builder withSupervisorSlotPortMin(Number port) {
      return this;
    }

    public Builder withDaemonConf(Map<String, Object> conf) {
      if (conf != null) {
        daemonConf.putAll(conf);
      }
      return this;
    }

    public Builder withDaemonConf(String key, Object value) {
      daemonConf.put(key, value);
      return this;
    }

    /**
     * @throws UnsupportedOperationException a Nimbus on a port is not served yet
     */
    public Builder withNimbusDaemon() {
      return withNimbusDaemon(true);
    }

    public Builder withNimbusDaemon(Boolean enabled) {
      refuseIf(Boolean.TRUE.equals(enabled), "a Nimbus daemon");
      return this;
    }

    /**
     * @throws UnsupportedOperationException simulated time is not served yet
     */
    public Builder withSimulatedTime() {
      return withSimulatedTime(true);
    }

    public Builder withSimulatedTime(boolean enabled) {
      refuseIf(enabled, "simulated time");
      return this;
    }

    /**
     * @throws UnsupportedOperationException tracking is not served yet
     */
    public Builder withTracked() {
      return withTracked("tracked");
    }

    public Builder withTracked(String trackId) {
      refuseIf(trackId != null, "tracked topologies");
      return this;
    }

    public LocalCluster build() throws Exception {
      Map<String, Object> conf = withTimeouts(false);
      conf.putAll(daemonConf);
      return new LocalCluster(conf);
    }
  }

  private static void refuseIf(boolean asked, String feature) {
    if (asked) {
      throw new UnsupportedOperationException(
          "LocalCluster with " + feature + " is not run by this version of Landfall yet");
    }
  }

  /** A topology that ends when it is closed. */
  public class LocalTopology extends StormTopology implements ILocalTopology {
    private static final long serialVersionUID = 1L;
    private final transient RunningTopology running;

    LocalTopology(RunningTopology running, StormTopology topology) {
      super(topology);
      this.running = running;
    }

    @Override
    public void close() throws TException {
      topologies.endNow(running);
    }
  }

  @Override
  public LocalTopology submitTopology(String name, Map<String, Object> conf, StormTopology topology)
      throws TException {
    return submitTopologyWithOpts(name, conf, topology, null);
  }

  @Override
  public LocalTopology submitTopologyWithOpts(
      String name, Map<String, Object> conf, StormTopology topology, SubmitOptions options)
      throws TException {
    if (!org.apache.storm.utils.Utils.isValidConf(conf)) {
      throw new IllegalArgumentException("Topology conf is not json-serializable");
    }
    Map<String, Object> merged = new HashMap<>(conf);
    merged.putAll(org.apache.storm.utils.Utils.readCommandLineOpts());
    return new LocalTopology(nimbus.submit(name, merged, topology, options), topology);
  }

  @Override
  public void uploadNewCredentials(String name, Credentials credentials) throws TException {
    nimbus.uploadNewCredentials(name, credentials);
  }

  @Override
  public void killTopology(String name) throws TException {
    nimbus.killTopology(name);
  }

  @Override
  public void killTopologyWithOpts(String name, KillOptions options) throws TException {
    nimbus.killTopologyWithOpts(name, options);
  }

  @Override
  public void activate(String name) throws TException {
    nimbus.activate(name);
  }

  @Override
  public void deactivate(String name) throws TException {
    nimbus.deactivate(name);
  }

  @Override
  public void rebalance(String name, RebalanceOptions options) throws TException {
    nimbus.iface().rebalance(name, options);
  }

  @Override
  public void shutdown() {
    close();
  }

  @Override
  public void close() {
    topologies.close();
    if (override != null) {
      try {
        override.close();
      } catch (Exception e) {
        throw new IllegalStateException("could not give Storm's Nimbus client free", e);
      }
    }
  }

  @Override
  public String getTopologyConf(String id) throws TException {
    return nimbus.getTopologyConf(id);
  }

  @Override
  public StormTopology getTopology(String id) throws TException {
    return nimbus.getTopology(id);
  }

  @Override
  public ClusterSummary getClusterInfo() throws TException {
    return nimbus.getClusterInfo();
  }

  @Override
  public List<TopologySummary> getTopologySummaries() throws TException {
    return nimbus.getTopologySummaries();
  }

  @Override
  public TopologySummary getTopologySummaryByName(String name) throws TException {
    return nimbus.getTopologySummaryByName(name);
  }

  @Override
  public TopologySummary getTopologySummary(String id) throws TException {
    return nimbus.getTopologySummary(id);
  }

  @Override
  public TopologyInfo getTopologyInfo(String id) throws TException {
    return nimbus.getTopologyInfo(id);
  }

  @Override
  public TopologyInfo getTopologyInfoByName(String name) throws TException {
    return nimbus.getTopologyInfoByName(name);
  }

  @Override
  public TopologyInfo getTopologyInfoWithOpts(String id, GetInfoOptions options) throws TException {
    return nimbus.getTopologyInfo(id);
  }

  @Override
  public TopologyInfo getTopologyInfoByNameWithOpts(String name, GetInfoOptions options)
      throws TException {
    return nimbus.getTopologyInfoByName(name);
  }

  @Override
  public IStormClusterState getClusterState() {
    throw new UnsupportedOperationException("Landfall keeps no cluster state in ZooKeeper");
  }

  @Override
  public void advanceClusterTime(int seconds) {
    refuseIf(true, "simulated time");
  }

  @Override
  public void advanceClusterTime(int seconds, int step) {
    refuseIf(true, "simulated time");
  }

  @Override
  public String getTrackedId() {
    throw new UnsupportedOperationException("this cluster does not track its topologies");
  }
}
