package io.landfall.storm.launch;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.option.Options;
import io.landfall.storm.blob.Blobs;
import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.drpc.DrpcServer;
import io.landfall.storm.drpc.DrpcService;
import io.landfall.storm.local.LocalSettings;
import io.landfall.storm.local.LocalTopologies;
import io.landfall.storm.local.RunningTopology;
import io.landfall.storm.topology.DrpcUse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code landfall storm jar}: all topologies that its main submits, also those that it gives to
 * a {@code LocalCluster} of its own, run with the same settings and are reported alike. Any thread.
 */
public final class Launch {

  private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
  private static volatile Launch current;

  private final LaunchRequest request;
  private final List<JobHandle> handles = new CopyOnWriteArrayList<>();
  private final List<LocalTopologies> clusters = new CopyOnWriteArrayList<>();
  private final DrpcService drpc = new DrpcService();

  /** One store, as there is one process: what Nimbus's clients upload, any cluster finds. */
  private final Blobs blobs = new Blobs();

  private DrpcServer drpcServer;

  Launch(LaunchRequest request) {
    this.request = request;
  }

  static void setCurrent(Launch launch) {
    current = launch;
  }

  /**
   * Topologies for a {@code LocalCluster}: with the settings of the launch that it is part of, else
   * at least once, as Storm's own.
   *
   * @param transferred counts what Storm's tracked clusters call so; null if this one is not
   */
  public static LocalTopologies forLocalCluster(
      Map<String, Object> clusterConf, AtomicInteger transferred) {
    Launch launch = current;
    return launch == null
        ? new LocalTopologies(
            Engines.find(),
            new LocalSettings(
                clusterConf, Options.DEFAULTS, Guarantee.AT_LEAST_ONCE, running -> {}, transferred))
        : launch.topologies(clusterConf, transferred);
  }

  LocalTopologies topologies(Map<String, Object> clusterConf, AtomicInteger transferred) {
    LocalTopologies topologies =
        new LocalTopologies(
            Engines.find(),
            new LocalSettings(
                clusterConf, request.options(), request.guarantee(), this::onStart, transferred),
            blobs);
    clusters.add(topologies);
    return topologies;
  }

  /** What answers the calls of functions; topologies that have some are served on a port, too. */
  DrpcService drpc() {
    return drpc;
  }

  private synchronized void serveDrpc(Map<String, Object> conf) throws JobRefusedException {
    if (drpcServer == null) {
      try {
        drpcServer = new DrpcServer(conf, drpc);
      } catch (IllegalStateException e) {
        throw new JobRefusedException(
            "DRPC: "
                + e.getMessage()
                + " Choose others with -c drpc.port=... -c drpc.invocations.port=...",
            e);
      }
      LOG.info("DRPC functions are answered on port {}", drpcServer.port());
    }
  }

  private void onStart(RunningTopology running) throws JobRefusedException {
    if (DrpcUse.in(running.plan().userTopology())) {
      serveDrpc(running.plan().conf());
    }
    handles.add(running.handle());
    if (request.untilIdleMs() != null) {
      IdleWatcher.watch(running, request.untilIdleMs());
    }
    request.onSubmit().accept(running.handle());
  }

  List<JobHandle> handles() {
    return List.copyOf(handles);
  }

  List<LocalTopologies> clusters() {
    return clusters;
  }
}
