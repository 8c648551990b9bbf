package io.landfall.storm.task;

import io.landfall.storm.blob.BlobFile;
import io.landfall.storm.blob.BlobFolder;
import io.landfall.storm.blob.Blobs;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.topology.TopologyPlan;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.storm.Config;
import org.apache.storm.hooks.IWorkerHook;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.task.WorkerTopologyContext;
import org.apache.storm.testing.NonRichBoltTracker;
import org.apache.storm.utils.ObjectReader;
import org.apache.storm.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of a topology: what a Storm worker process would hold, for all tasks at once. Made by
 * the first task that opens; tasks ask for their part under its lock.
 */
public final class TopologyRun {

  private static final Logger LOG = LoggerFactory.getLogger(TopologyRun.class);

  private final TopologyPlan plan;
  private final WorkerContexts contexts;
  private final StormMetricRegistry metrics = new StormMetricRegistry();
  private final ExecutorService sharedExecutor;
  private final WorkerFolder folder = new WorkerFolder();
  private final BlobFolder blobFiles;
  private final Map<String, Object> userResources = new ConcurrentHashMap<>();
  private final Map<Integer, ExecutorShared> executors = new HashMap<>();
  private final List<IWorkerHook> hooks = new ArrayList<>();
  private final Set<TaskThread> threads = ConcurrentHashMap.newKeySet();
  private final Traffic traffic;
  private final Set<String> trackedBolts;

  /**
   * @param watch null if nobody asks what is under way
   * @param blobs those that the topology wants as files among them
   */
  TopologyRun(TopologyPlan plan, Traffic.Watch watch, Blobs blobs) {
    this.plan = plan;
    this.traffic = watch == null ? null : new Traffic(watch);
    this.trackedBolts =
        watch == null || watch.transferred() == null ? Set.of() : trackedBolts(plan);
    this.blobFiles = blobFiles(blobs);
    this.sharedExecutor = sharedExecutor(plan);
    this.contexts =
        new WorkerContexts(plan, folder, blobFiles.versions(), sharedExecutor, userResources);
    // Without a start, names have no host and topology in them and reporters never run.
    metrics.start(new HashMap<>(plan.conf()), WorkerContexts.PORT);
    try {
      startHooks();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private BlobFolder blobFiles(Blobs blobs) {
    try {
      return new BlobFolder(
          blobs, BlobFile.of(plan.conf()), folder.path(), Path.of("").toAbsolutePath());
    } catch (RuntimeException | Error e) {
      folder.delete();
      throw e;
    }
  }

  /** What tuples and custom groupings see: all components, Storm's own too. */
  public WorkerTopologyContext workerContext() {
    return contexts.worker();
  }

  public synchronized ExecutorShared executor(ComponentPlan component, int task) {
    List<Integer> tasks = component.executorOf(task);
    return executors.computeIfAbsent(
        tasks.get(0), first -> new ExecutorShared(component, tasks, plan.conf()));
  }

  StormMetricRegistry metrics() {
    return metrics;
  }

  /** A new context for a task. */
  public TopologyContext taskContext(int task, ExecutorShared executor) {
    return contexts.forTask(task, executor, metrics);
  }

  /** What is under way; null if nobody asks. */
  public Traffic traffic() {
    return traffic;
  }

  /** Whether a bolt counts, in Storm's way, what it executes. */
  public boolean isTracked(String bolt) {
    return trackedBolts.contains(bolt);
  }

  private static Set<String> trackedBolts(TopologyPlan plan) {
    return plan.components().stream()
        .filter(component -> component.newInstance() instanceof NonRichBoltTracker)
        .map(ComponentPlan::id)
        .collect(Collectors.toSet());
  }

  void entered(TaskThread thread) {
    threads.add(thread);
  }

  void left(TaskThread thread) {
    threads.remove(thread);
  }

  /** True if user code of some task waits for simulated time to pass. */
  public boolean anySleepsInSimulatedTime() {
    return threads.stream().anyMatch(TaskThread::sleepsInSimulatedTime);
  }

  private void startHooks() {
    if (plan.userTopology().get_worker_hooks() == null) {
      return;
    }
    for (ByteBuffer serialized : plan.userTopology().get_worker_hooks()) {
      byte[] bytes = new byte[serialized.remaining()];
      serialized.duplicate().get(bytes);
      IWorkerHook hook = Utils.javaDeserialize(bytes, IWorkerHook.class);
      hook.start(new HashMap<>(plan.conf()), contexts.user());
      hooks.add(hook);
    }
  }

  void close() {
    for (IWorkerHook hook : hooks) {
      try {
        hook.shutdown();
      } catch (RuntimeException e) {
        LOG.warn("worker hook {} failed to shut down", hook.getClass().getName(), e);
      }
    }
    sharedExecutor.shutdownNow();
    metrics.stop();
    blobFiles.close();
    folder.delete();
  }

  private static ExecutorService sharedExecutor(TopologyPlan plan) {
    int threads =
        ObjectReader.getInt(plan.conf().get(Config.TOPOLOGY_WORKER_SHARED_THREAD_POOL_SIZE), 4);
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread =
              new Thread(task, plan.name() + "-shared-executor-" + number.getAndIncrement());
          thread.setDaemon(true);
          thread.setContextClassLoader(TopologyRun.class.getClassLoader());
          return thread;
        });
  }
}
