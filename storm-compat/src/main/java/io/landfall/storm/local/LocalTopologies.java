package io.landfall.storm.local;

import io.landfall.api.graph.Engine;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.blob.BlobFile;
import io.landfall.storm.blob.Blobs;
import io.landfall.storm.conf.LandfallConf;
import io.landfall.storm.conf.StormConf;
import io.landfall.storm.job.StormJob;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.task.Traffic;
import io.landfall.storm.time.SimulatedTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.storm.Config;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.generated.TopologyInitialStatus;
import org.apache.storm.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topologies of one launch or one {@code LocalCluster}, by name. Any thread. */
public final class LocalTopologies implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalTopologies.class);
  private static final AtomicInteger SEQUENCE = new AtomicInteger();
  private static final Duration END_TIMEOUT = Duration.ofSeconds(30);

  private static final long LOOK_EVERY_US = 500;

  private final TopologyJobs jobs;
  private final LocalSettings settings;
  private final Blobs blobs;
  private final Blobs.Listener restarts = this::onBlobUpdate;

  /** Also those that have ended just now: whoever waited for the end may be here before us. */
  private final ConcurrentMap<String, RunningTopology> byName = new ConcurrentHashMap<>();

  private final ScheduledExecutorService delayed =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "landfall-storm-delayed");
            thread.setDaemon(true);
            return thread;
          });
  private volatile JobRefusedException lastRefusal;

  /** With blobs of its own. */
  public LocalTopologies(Engine engine, LocalSettings settings) {
    this(engine, settings, new Blobs());
  }

  /**
   * @param blobs what topologies may have as files
   */
  public LocalTopologies(Engine engine, LocalSettings settings, Blobs blobs) {
    this.jobs = new TopologyJobs(engine, settings, blobs);
    this.settings = settings;
    this.blobs = blobs;
    blobs.add(restarts);
  }

  /**
   * Checks and starts a topology.
   *
   * @param conf the topology's, without the cluster's
   * @param options null for none
   */
  public RunningTopology submit(
      String name, Map<String, Object> conf, StormTopology topology, SubmitOptions options)
      throws JobRefusedException {
    try {
      return start(name, conf, topology, options);
    } catch (JobRefusedException e) {
      lastRefusal = e;
      throw e;
    }
  }

  private synchronized RunningTopology start(
      String name, Map<String, Object> conf, StormTopology topology, SubmitOptions options)
      throws JobRefusedException {
    if (find(name) != null) {
      throw new JobRefusedException(
          "topology '" + name + "' runs already; kill it first or choose another name");
    }
    boolean active =
        options == null || options.get_initial_status() != TopologyInitialStatus.INACTIVE;
    Map<String, String> credentials =
        options == null || options.get_creds() == null ? Map.of() : options.get_creds().get_creds();
    TopologyControl control = new TopologyControl(active, credentials, watch(conf), blobs);
    Submission submission = new Submission(name, stormId(name), conf, topology);
    StormJob job = jobs.prepare(submission, control);
    RunningTopology running = new RunningTopology(submission, job.runs(), jobs.start(job));
    byName.put(name, running);
    running.handle().termination().whenComplete((status, never) -> byName.remove(name, running));
    try {
      settings.onStart().onStart(running);
    } catch (JobRefusedException e) {
      endNow(running);
      throw e;
    }
    return running;
  }

  private Traffic.Watch watch(Map<String, Object> conf) {
    return Time.isSimulating()
            || settings.transferred() != null
            || conf.containsKey(LandfallConf.WATCHED)
        ? new Traffic.Watch(Time.isSimulating(), settings.transferred())
        : null;
  }

  private static String stormId(String name) {
    return name + "-" + SEQUENCE.incrementAndGet() + "-" + Time.currentTimeSecs();
  }

  /** The topology with this name; null if none runs. */
  public RunningTopology find(String name) {
    RunningTopology found = byName.get(name);
    return found == null || found.hasEnded() ? null : found;
  }

  /** The topology with this Storm id; null if none runs. */
  public RunningTopology findById(String stormId) {
    return all().stream()
        .filter(running -> running.plan().stormId().equals(stormId))
        .findFirst()
        .orElse(null);
  }

  /** All that run, by name. */
  public List<RunningTopology> all() {
    List<RunningTopology> running = new ArrayList<>(byName.values());
    running.removeIf(RunningTopology::hasEnded);
    running.sort(java.util.Comparator.comparing(topology -> topology.plan().name()));
    return running;
  }

  /** The last failure of one that runs, or is being started again; null if there was none. */
  public Throwable lastFailure() {
    return all().stream()
        .map(running -> running.handle().lastFailure())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What topologies may have as files. */
  Blobs blobs() {
    return blobs;
  }

  /** What is under every topology's own configuration. */
  Map<String, Object> clusterConf() {
    return settings.clusterConf();
  }

  /** The refusal of the latest submission that was refused; null if none was. */
  public JobRefusedException lastRefusal() {
    return lastRefusal;
  }

  /**
   * Deactivates the topology, and ends it after a while.
   *
   * @param waitSeconds below 0 for the topology's message timeout
   */
  public void kill(RunningTopology running, int waitSeconds) throws JobRefusedException {
    int wait = waitSeconds(running, waitSeconds);
    running.markKilled();
    after(wait, running::end);
  }

  /**
   * Deactivates the topology, and after a while has it go on with other executors and settings:
   * from a checkpoint if it is exactly-once, else anew, as on Storm.
   *
   * @throws JobRefusedException if it cannot be; it goes on as before then
   */
  public void rebalance(RunningTopology running, RebalanceOptions options)
      throws JobRefusedException {
    Rebalance wanted = new Rebalance(running.plan().name(), options);
    int wait = waitSeconds(running, wanted.waitSeconds());
    after(wait, Rebalancing.prepare(jobs, running, wanted));
  }

  // On a thread of its own: the upload may be the work of a task that ends with the restart.
  private void onBlobUpdate(String key) {
    for (RunningTopology running : all()) {
      if (BlobFile.of(running.plan().conf()).stream()
          .anyMatch(file -> file.restart() && file.key().equals(key))) {
        delayed.execute(() -> restart(running, key));
      }
    }
  }

  private void restart(RunningTopology running, String blob) {
    LOG.info("topology '{}' starts again with the new blob '{}'", running.plan().name(), blob);
    try {
      RebalanceOptions now = new RebalanceOptions();
      now.set_wait_secs(0);
      rebalance(running, now);
    } catch (JobRefusedException e) {
      LOG.error("topology '{}' goes on without a restart", running.plan().name(), e);
    }
  }

  private static int waitSeconds(RunningTopology running, int wanted) throws JobRefusedException {
    return wanted >= 0
        ? wanted
        : StormConf.integer(running.plan().conf(), Config.TOPOLOGY_MESSAGE_TIMEOUT_SECS, 30);
  }

  /** Does it at once, on this thread, or when so much of Storm's time has passed, on another. */
  private void after(int seconds, Runnable action) {
    if (seconds == 0) {
      action.run();
    } else if (Time.isSimulating()) {
      SimulatedTimers.ofProcess()
          .schedule(TimeUnit.SECONDS.toMillis(seconds), () -> delayed.execute(action));
    } else {
      delayed.schedule(action, seconds, TimeUnit.SECONDS);
    }
  }

  /** Moves simulated time on, and sets off all that is due then. */
  public void advanceTime(Duration by) {
    Time.advanceTime(by.toMillis());
    SimulatedTimers.ofProcess().fireDue();
  }

  /**
   * Waits until no topology does anything any more before its clock moves on. Only those count that
   * are watched: all of clusters in simulated time and of tracked ones, and those submitted with
   * {@link LandfallConf#WATCHED}.
   *
   * @return false if that did not come about in time
   */
  public boolean awaitQuiet(Duration timeout) throws InterruptedException {
    long deadlineNs = System.nanoTime() + timeout.toNanos();
    for (RunningTopology running : watched()) {
      QuietTopology quiet = new QuietTopology(running, System.nanoTime());
      while (!quiet.isReached(System.nanoTime())) {
        if (System.nanoTime() > deadlineNs) {
          return false;
        }
        TimeUnit.MICROSECONDS.sleep(LOOK_EVERY_US);
      }
    }
    return true;
  }

  private List<RunningTopology> watched() {
    return all().stream().filter(running -> running.control().watch() != null).toList();
  }

  /** Ends a topology now and waits, for a bounded time, until it has ended. */
  public void endNow(RunningTopology running) {
    running.markKilled();
    running.end();
    awaitEnd(running);
  }

  private static void awaitEnd(RunningTopology running) {
    try {
      running.handle().termination().get(END_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.warn("topology '{}' has not ended after {}", running.plan().name(), END_TIMEOUT);
    } catch (java.util.concurrent.ExecutionException never) {
      throw new IllegalStateException("a termination never fails", never);
    }
  }

  /** Ends all topologies. */
  @Override
  public void close() {
    blobs.remove(restarts);
    delayed.shutdownNow();
    List<RunningTopology> running = all();
    running.forEach(
        topology -> {
          topology.markKilled();
          topology.end();
        });
    running.forEach(LocalTopologies::awaitEnd);
    jobs.close();
  }
}
