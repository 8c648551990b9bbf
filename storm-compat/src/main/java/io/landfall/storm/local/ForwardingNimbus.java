package io.landfall.storm.local;

import java.util.List;
import org.apache.storm.generated.ClusterSummary;
import org.apache.storm.generated.ComponentPageInfo;
import org.apache.storm.generated.Credentials;
import org.apache.storm.generated.GetInfoOptions;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.LogConfig;
import org.apache.storm.generated.NimbusSummary;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.generated.TopologyInfo;
import org.apache.storm.generated.TopologyPageInfo;
import org.apache.storm.generated.TopologySummary;
import org.apache.storm.thrift.TException;

/** All calls of Storm's Nimbus, passed on to another. Any thread. */
public abstract class ForwardingNimbus extends ForwardingStore {

  @Override
  public void submitTopology(String name, String jar, String jsonConf, StormTopology topology)
      throws TException {
    nimbus().submitTopology(name, jar, jsonConf, topology);
  }

  @Override
  public void submitTopologyWithOpts(
      String name, String jar, String jsonConf, StormTopology topology, SubmitOptions options)
      throws TException {
    nimbus().submitTopologyWithOpts(name, jar, jsonConf, topology, options);
  }

  @Override
  public void killTopology(String name) throws TException {
    nimbus().killTopology(name);
  }

  @Override
  public void killTopologyWithOpts(String name, KillOptions options) throws TException {
    nimbus().killTopologyWithOpts(name, options);
  }

  @Override
  public void activate(String name) throws TException {
    nimbus().activate(name);
  }

  @Override
  public void deactivate(String name) throws TException {
    nimbus().deactivate(name);
  }

  @Override
  public void rebalance(String name, RebalanceOptions options) throws TException {
    nimbus().rebalance(name, options);
  }

  @Override
  public void setLogConfig(String id, LogConfig config) throws TException {
    nimbus().setLogConfig(id, config);
  }

  @Override
  public LogConfig getLogConfig(String id) throws TException {
    return nimbus().getLogConfig(id);
  }

  @Override
  public void debug(String name, String component, boolean enable, double samplingPercentage)
      throws TException {
    nimbus().debug(name, component, enable, samplingPercentage);
  }

  @Override
  public void uploadNewCredentials(String name, Credentials credentials) throws TException {
    nimbus().uploadNewCredentials(name, credentials);
  }

  @Override
  public ClusterSummary getClusterInfo() throws TException {
    return nimbus().getClusterInfo();
  }

  @Override
  public List<TopologySummary> getTopologySummaries() throws TException {
    return nimbus().getTopologySummaries();
  }

  @Override
  public TopologySummary getTopologySummaryByName(String name) throws TException {
    return nimbus().getTopologySummaryByName(name);
  }

  @Override
  public TopologySummary getTopologySummary(String id) throws TException {
    return nimbus().getTopologySummary(id);
  }

  @Override
  public NimbusSummary getLeader() throws TException {
    return nimbus().getLeader();
  }

  @Override
  public boolean isTopologyNameAllowed(String name) throws TException {
    return nimbus().isTopologyNameAllowed(name);
  }

  @Override
  public TopologyInfo getTopologyInfoByName(String name) throws TException {
    return nimbus().getTopologyInfoByName(name);
  }

  @Override
  public TopologyInfo getTopologyInfo(String id) throws TException {
    return nimbus().getTopologyInfo(id);
  }

  @Override
  public TopologyInfo getTopologyInfoByNameWithOpts(String name, GetInfoOptions options)
      throws TException {
    return nimbus().getTopologyInfoByNameWithOpts(name, options);
  }

  @Override
  public TopologyInfo getTopologyInfoWithOpts(String id, GetInfoOptions options) throws TException {
    return nimbus().getTopologyInfoWithOpts(id, options);
  }

  @Override
  public TopologyPageInfo getTopologyPageInfo(String id, String window, boolean includeSystem)
      throws TException {
    return nimbus().getTopologyPageInfo(id, window, includeSystem);
  }

  @Override
  public ComponentPageInfo getComponentPageInfo(
      String id, String component, String window, boolean includeSystem) throws TException {
    return nimbus().getComponentPageInfo(id, component, window, includeSystem);
  }

  @Override
  public String getTopologyConf(String id) throws TException {
    return nimbus().getTopologyConf(id);
  }

  @Override
  public StormTopology getTopology(String id) throws TException {
    return nimbus().getTopology(id);
  }

  @Override
  public StormTopology getUserTopology(String id) throws TException {
    return nimbus().getUserTopology(id);
  }
}
