package org.apache.storm;

import io.landfall.storm.conf.StormConf;
import io.landfall.storm.launch.Launch;
import io.landfall.storm.local.ForwardingNimbus;
import io.landfall.storm.local.InProcessClusterState;
import io.landfall.storm.local.InProcessNimbus;
import io.landfall.storm.local.LocalTopologies;
import io.landfall.storm.local.RunningTopology;
import io.landfall.storm.thrift.ThriftService;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.apache.storm.cluster.IStormClusterState;
import org.apache.storm.daemon.nimbus.Nimbus;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.Nimbus.Processor;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.metric.StormMetricsRegistry;
import org.apache.storm.security.auth.IGroupMappingServiceProvider;
import org.apache.storm.security.auth.ThriftConnectionType;
import org.apache.storm.testing.TrackedTopology;
import org.apache.storm.thrift.TException;
import org.apache.storm.utils.DRPCClient;
import org.apache.storm.utils.NimbusClient;
import org.apache.storm.utils.RegisteredGlobalState;
import org.apache.storm.utils.Time;
import org.apache.storm.utils.Utils;

/**
 * Storm's in-process cluster, run by Landfall: no ZooKeeper, Nimbus or Supervisor is started. Jobs
 * are at-least-once, as on Storm, unless the cluster is part of a {@code landfall storm jar}.
 */
public class LocalCluster extends ForwardingNimbus implements ILocalClusterTrackedTopologyAware {

  /** Kills without the wait for messages under way. */
  public static final KillOptions KILL_NOW = new KillOptions();

  static {
    KILL_NOW.set_wait_secs(0);
  }

  private final Map<String, Object> daemonConf;
  private final StormMetricsRegistry metricRegistry = new StormMetricsRegistry();
  private final String trackId;
  private final Time.SimulatedTime time;
  private final LocalTopologies topologies;
  private final InProcessNimbus inProcess;
  private final Nimbus nimbus;
  private final ThriftService server;
  private final NimbusClient.LocalOverride override;
  private boolean closed;

  /** A cluster with message timeouts. */
  public LocalCluster() throws Exception {
    this(new Builder().withDaemonConf(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true));
  }

  /** As {@link #LocalCluster()}: there is no ZooKeeper to connect to. */
  public LocalCluster(String zooKeeperHost, Long zooKeeperPort) throws Exception {
    this();
  }

  private LocalCluster(Builder builder) {
    // Before anything reads the clock.
    time = builder.simulatedTime ? new Time.SimulatedTime() : null;
    boolean built = false;
    try {
      daemonConf = StormConf.localConf();
      daemonConf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, false);
      daemonConf.putAll(builder.daemonConf);
      trackId = builder.trackId;
      topologies = Launch.forLocalCluster(daemonConf, startTracking(trackId));
      inProcess = new InProcessNimbus(topologies);
      nimbus = builder.nimbusWrapper.apply(new Nimbus(inProcess.iface()));
      // With a server, clients are to go through it.
      server =
          builder.nimbusDaemon
              ? ThriftService.start(
                  daemonConf, new Processor<>(nimbus), ThriftConnectionType.NIMBUS)
              : null;
      override =
          server != null || NimbusClient.isLocalOverride()
              ? null
              : new NimbusClient.LocalOverride(this);
      built = true;
    } finally {
      if (!built && time != null) {
        time.close();
      }
    }
  }

  /**
   * Calls {@code code} with its Nimbus and DRPC clients led to a cluster in this process, and lets
   * that run on for a while.
   *
   * @param runSeconds that the topologies run on after {@code code}
   */
  public static <T> T withLocalModeOverride(Callable<T> code, long runSeconds) throws Exception {
    return withLocalModeOverride(code, runSeconds, null);
  }

  /**
   * As {@link #withLocalModeOverride(Callable, long)}.
   *
   * @param daemonConf null for none
   */
  public static <T> T withLocalModeOverride(
      Callable<T> code, long runSeconds, Map<String, Object> daemonConf) throws Exception {
    try (LocalCluster cluster = new Builder().withDaemonConf(daemonConf).build();
        LocalDRPC drpc = new LocalDRPC();
        DRPCClient.LocalOverride override = new DRPCClient.LocalOverride(drpc)) {
      T result = code.call();
      Utils.sleep(TimeUnit.SECONDS.toMillis(runSeconds));
      return result;
    }
  }

  /**
   * Runs another main on a cluster in this process, as {@code storm local} does.
   *
   * @param args the class and its arguments; system property {@code storm.local.sleeptime} is for
   *     how many seconds its topologies run on
   */
  public static void main(String[] args) throws Exception {
    if (args.length < 1) {
      throw new IllegalArgumentException("no class given whose main is to be run");
    }
    Method main = Class.forName(args[0]).getMethod("main", String[].class);
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    long seconds = Long.parseLong(System.getProperty("storm.local.sleeptime", "20"));
    withLocalModeOverride(() -> main.invoke(null, (Object) rest), seconds);
  }

  private static AtomicInteger startTracking(String trackId) {
    if (trackId == null) {
      return null;
    }
    AtomicInteger transferred = new AtomicInteger();
    Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    counts.put("spout-emitted", new AtomicInteger());
    counts.put("transferred", transferred);
    counts.put("processed", new AtomicInteger());
    RegisteredGlobalState.setState(trackId, counts);
    return transferred;
  }

  /** Storm's builder; what only sizes daemons that do not exist here is accepted and ignored. */
  public static class Builder {
    private final Map<String, Object> daemonConf = new HashMap<>();
    private boolean nimbusDaemon;
    private boolean simulatedTime;
    private String trackId;
    private UnaryOperator<Nimbus> nimbusWrapper = UnaryOperator.identity();

    public Builder withSupervisors(int supervisors) {
      return this;
    }

    public Builder withPortsPerSupervisor(int ports) {
      return this;
    }

    public Builder withSupervisorSlotPortMin(Number port) {
      return this;
    }

    /** Accepted and ignored: nobody else has access. */
    public Builder withGroupMapper(IGroupMappingServiceProvider groupMapper) {
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

    /** Serves Nimbus's calls on {@code nimbus.thrift.port}, too. */
    public Builder withNimbusDaemon() {
      return withNimbusDaemon(true);
    }

    /** As {@link #withNimbusDaemon()}, if so asked; null for no. */
    public Builder withNimbusDaemon(Boolean enabled) {
      nimbusDaemon = Boolean.TRUE.equals(enabled);
      return this;
    }

    /** Time stands still until the test moves it on. */
    public Builder withSimulatedTime() {
      return withSimulatedTime(true);
    }

    public Builder withSimulatedTime(boolean enabled) {
      simulatedTime = enabled;
      return this;
    }

    /** What goes in between the cluster's users and its Nimbus. */
    public Builder withNimbusWrapper(UnaryOperator<Nimbus> wrapper) {
      nimbusWrapper = wrapper == null ? UnaryOperator.identity() : wrapper;
      return this;
    }

    /** Counts what the topologies emit and work off. */
    public Builder withTracked() {
      return withTracked(Utils.uuid());
    }

    /**
     * As {@link #withTracked()}.
     *
     * @param trackId what the counts are found by; null for none
     */
    public Builder withTracked(String trackId) {
      this.trackId = trackId;
      return this;
    }

    public LocalCluster build() throws Exception {
      return new LocalCluster(this);
    }
  }

  /** A topology that ends when it is closed. */
  public class LocalTopology extends StormTopology implements ILocalTopology {
    private static final long serialVersionUID = 1L;
    private final transient String name;

    public LocalTopology(String name, StormTopology topology) {
      super(topology);
      this.name = name;
    }

    @Override
    public void close() throws TException {
      RunningTopology running = topologies.find(name);
      if (running != null) {
        topologies.endNow(running);
      }
    }
  }

  @Override
  protected org.apache.storm.generated.Nimbus.Iface nimbus() {
    return nimbus;
  }

  public Nimbus getNimbus() {
    return nimbus;
  }

  public Map<String, Object> getDaemonConf() {
    return new HashMap<>(daemonConf);
  }

  /** Empty: there are no daemons whose metrics could be in it. */
  public StormMetricsRegistry getMetricRegistry() {
    return metricRegistry;
  }

  /** The port of the Nimbus daemon; -1 if the cluster has none. */
  public int getThriftServerPort() {
    return server == null ? -1 : server.port();
  }

  @Override
  public LocalTopology submitTopology(String name, Map<String, Object> conf, StormTopology topology)
      throws TException {
    return submitTopologyWithOpts(name, conf, topology, null);
  }

  @Override
  public LocalTopology submitTopology(
      String name, Map<String, Object> conf, TrackedTopology topology) throws TException {
    return submitTopology(name, conf, topology.getTopology());
  }

  @Override
  public LocalTopology submitTopologyWithOpts(
      String name, Map<String, Object> conf, TrackedTopology topology, SubmitOptions options)
      throws TException {
    return submitTopologyWithOpts(name, conf, topology.getTopology(), options);
  }

  @Override
  public LocalTopology submitTopologyWithOpts(
      String name, Map<String, Object> conf, StormTopology topology, SubmitOptions options)
      throws TException {
    if (!Utils.isValidConf(conf)) {
      throw new IllegalArgumentException("Topology conf is not json-serializable");
    }
    Map<String, Object> merged = new HashMap<>(conf);
    merged.putAll(Utils.readCommandLineOpts());
    StormTopology stamped = Utils.addVersions(topology);
    inProcess.submit(name, merged, stamped, options);
    notifySubmitterHook(name, conf, stamped);
    return new LocalTopology(name, stamped);
  }

  private void notifySubmitterHook(String name, Map<String, Object> conf, StormTopology topology)
      throws TException {
    Object hook = Utils.getConfiguredClass(conf, Config.STORM_TOPOLOGY_SUBMISSION_NOTIFIER_PLUGIN);
    if (hook instanceof ISubmitterHook submitterHook) {
      try {
        submitterHook.notify(nimbus.getTopologyInfoByName(name), conf, topology);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(
            "submitter hook " + hook.getClass().getName() + " failed for '" + name + "'", e);
      }
    }
  }

  /** Waits until nothing is under way any more in any topology, for a bounded time. */
  public void waitForIdle() throws InterruptedException {
    waitForIdle(Testing.TEST_TIMEOUT_MS);
  }

  /**
   * As {@link #waitForIdle()}.
   *
   * @throws AssertionError if something still is after so many ms
   * @throws IllegalStateException if the cluster has neither simulated time nor tracking
   */
  public void waitForIdle(long timeoutMs) throws InterruptedException {
    if (time == null && trackId == null) {
      throw new IllegalStateException(
          "only a cluster with simulated time or tracking knows when it is idle; build it"
              + " withSimulatedTime() or withTracked()");
    }
    if (!awaitIdle(timeoutMs)) {
      throw new AssertionError(
          "the cluster was not idle within " + timeoutMs + " ms", topologies.lastFailure());
    }
  }

  /**
   * Waits until nothing is under way any more in any topology that {@code Testing} runs to its end,
   * or in any at all if the cluster has simulated time or tracking.
   *
   * @return false if something still is after so many ms
   */
  public boolean awaitIdle(long timeoutMs) throws InterruptedException {
    return topologies.awaitQuiet(Duration.ofMillis(timeoutMs));
  }

  @Override
  public void advanceClusterTime(int seconds) throws InterruptedException {
    advanceClusterTime(seconds, 1);
  }

  /** Moves simulated time on, in steps, and waits after each until all that was due is done. */
  @Override
  public void advanceClusterTime(int seconds, int stepSeconds) throws InterruptedException {
    if (stepSeconds < 1) {
      throw new IllegalArgumentException("steps of " + stepSeconds + " s, expected 1 or more");
    }
    // Those submitted just now start their timers at this time, not at a later one.
    waitForIdle();
    for (int left = seconds; left > 0; left -= stepSeconds) {
      topologies.advanceTime(Duration.ofSeconds(Math.min(left, stepSeconds)));
      waitForIdle();
    }
  }

  @Override
  public IStormClusterState getClusterState() {
    return new InProcessClusterState(topologies).state();
  }

  @Override
  public String getTrackedId() {
    if (trackId == null) {
      throw new UnsupportedOperationException(
          "this cluster does not track its topologies; build it withTracked()");
    }
    return trackId;
  }

  @Override
  public void shutdown() {
    close();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      topologies.close();
      if (server != null) {
        server.close();
      }
      if (override != null) {
        override.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("could not give Storm's Nimbus client free", e);
    } finally {
      if (trackId != null) {
        RegisteredGlobalState.clearState(trackId);
      }
      if (time != null) {
        time.close();
      }
    }
  }
}
