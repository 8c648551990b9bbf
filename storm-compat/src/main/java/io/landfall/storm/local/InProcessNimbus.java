package io.landfall.storm.local;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.conf.StormConf;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.ClusterSummary;
import org.apache.storm.generated.Credentials;
import org.apache.storm.generated.DebugOptions;
import org.apache.storm.generated.GetInfoOptions;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.Nimbus;
import org.apache.storm.generated.NimbusSummary;
import org.apache.storm.generated.NotAliveException;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.generated.TopologyInfo;
import org.apache.storm.generated.TopologySummary;
import org.apache.storm.shade.net.minidev.json.JSONValue;
import org.apache.storm.thrift.TException;

/**
 * Answers Storm's clients in this process. The public methods here are the ones of {@link
 * Nimbus.Iface} that are served; {@link #iface} refuses the others with a sentence.
 */
public final class InProcessNimbus extends InProcessBlobs {

  private final LocalTopologies topologies;

  public InProcessNimbus(LocalTopologies topologies) {
    super(topologies.blobs());
    this.topologies = topologies;
  }

  /** What a Nimbus client is given. */
  public Nimbus.Iface iface() {
    return (Nimbus.Iface)
        Proxy.newProxyInstance(
            Nimbus.Iface.class.getClassLoader(),
            new Class<?>[] {Nimbus.Iface.class},
            (proxy, method, args) -> serve(method, args));
  }

  private Object serve(Method method, Object[] args) throws Throwable {
    Method served;
    try {
      served =
          method.getDeclaringClass() == Object.class
              ? method
              : InProcessNimbus.class.getMethod(method.getName(), method.getParameterTypes());
    } catch (NoSuchMethodException e) {
      throw new TException(
          "Landfall runs topologies in this process and does not serve Nimbus."
              + method.getName()
              + " (yet)");
    }
    try {
      return served.invoke(this, args);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  public boolean isTopologyNameAllowed(String name) {
    return topologies.find(name) == null;
  }

  // The topology's classes are on the class path already: the jar that comes along is a stub.
  public String beginFileUpload() {
    return "in-process";
  }

  public void uploadChunk(String location, ByteBuffer chunk) {}

  public void finishFileUpload(String location) {}

  public void submitTopology(String name, String jar, String jsonConf, StormTopology topology)
      throws InvalidTopologyException {
    submitTopologyWithOpts(name, jar, jsonConf, topology, null);
  }

  public void submitTopologyWithOpts(
      String name, String jar, String jsonConf, StormTopology topology, SubmitOptions options)
      throws InvalidTopologyException {
    submit(name, StormConf.parse(jsonConf, NumberTypes.INTEGER), topology, options);
  }

  /** As {@link #submitTopologyWithOpts}, for a configuration that is no text yet. */
  public RunningTopology submit(
      String name, Map<String, Object> conf, StormTopology topology, SubmitOptions options)
      throws InvalidTopologyException {
    try {
      return topologies.submit(name, conf, topology, options);
    } catch (JobRefusedException e) {
      throw invalid(e);
    }
  }

  private static InvalidTopologyException invalid(JobRefusedException cause) {
    InvalidTopologyException refusal = new InvalidTopologyException(cause.getMessage());
    refusal.initCause(cause);
    return refusal;
  }

  public void killTopology(String name) throws TException {
    killTopologyWithOpts(name, new KillOptions());
  }

  public void killTopologyWithOpts(String name, KillOptions options) throws TException {
    try {
      boolean isSet = options != null && options.is_set_wait_secs();
      topologies.kill(byName(name), isSet ? options.get_wait_secs() : -1);
    } catch (JobRefusedException e) {
      throw new TException(e.getMessage(), e);
    }
  }

  public void rebalance(String name, RebalanceOptions options)
      throws NotAliveException, InvalidTopologyException {
    try {
      topologies.rebalance(byName(name), options);
    } catch (JobRefusedException e) {
      throw invalid(e);
    }
  }

  public void activate(String name) throws NotAliveException {
    byName(name).control().setActive(true);
  }

  public void deactivate(String name) throws NotAliveException {
    byName(name).control().setActive(false);
  }

  public void uploadNewCredentials(String name, Credentials credentials) throws NotAliveException {
    byName(name).control().setCredentials(credentials.get_creds());
  }

  public void debug(String name, String component, boolean enable, double samplingPercentage)
      throws NotAliveException {
    DebugOptions options = new DebugOptions();
    options.set_enable(enable);
    options.set_samplingpct(samplingPercentage);
    byName(name).control().setDebug(component, options);
  }

  public String getNimbusConf() {
    return JSONValue.toJSONString(topologies.clusterConf());
  }

  public ClusterSummary getClusterInfo() {
    return TopologyReports.cluster(topologies.all());
  }

  public NimbusSummary getLeader() {
    return TopologyReports.leader();
  }

  public List<TopologySummary> getTopologySummaries() {
    return new ArrayList<>(topologies.all().stream().map(TopologyReports::summary).toList());
  }

  public TopologySummary getTopologySummaryByName(String name) throws NotAliveException {
    return TopologyReports.summary(byName(name));
  }

  public TopologySummary getTopologySummary(String id) throws NotAliveException {
    return TopologyReports.summary(byId(id));
  }

  public TopologyInfo getTopologyInfoByName(String name) throws NotAliveException {
    return TopologyReports.info(byName(name));
  }

  public TopologyInfo getTopologyInfo(String id) throws NotAliveException {
    return TopologyReports.info(byId(id));
  }

  public TopologyInfo getTopologyInfoByNameWithOpts(String name, GetInfoOptions options)
      throws NotAliveException {
    return getTopologyInfoByName(name);
  }

  public TopologyInfo getTopologyInfoWithOpts(String id, GetInfoOptions options)
      throws NotAliveException {
    return getTopologyInfo(id);
  }

  public String getTopologyConf(String id) throws NotAliveException {
    return JSONValue.toJSONString(byId(id).plan().conf());
  }

  public StormTopology getTopology(String id) throws NotAliveException {
    return byId(id).plan().systemTopology();
  }

  public StormTopology getUserTopology(String id) throws NotAliveException {
    return byId(id).submitted();
  }

  private RunningTopology byName(String name) throws NotAliveException {
    return alive(topologies.find(name), name);
  }

  private RunningTopology byId(String id) throws NotAliveException {
    return alive(topologies.findById(id), id);
  }

  private static RunningTopology alive(RunningTopology running, String what)
      throws NotAliveException {
    if (running == null) {
      throw new NotAliveException(what + " is not alive");
    }
    return running;
  }
}
