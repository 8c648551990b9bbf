package io.landfall.storm.task;

import io.landfall.storm.topology.TopologyPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.storm.generated.NodeInfo;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.task.WorkerTopologyContext;
import org.apache.storm.task.WorkerUserContext;

/**
 * Makes the contexts of a run, as one worker that holds every task. The user's contexts show the
 * user's components, but number tasks with Storm's own among them, as on Storm.
 */
final class WorkerContexts {

  static final int PORT = 6700;
  private static final String NODE = "landfall";

  private final TopologyPlan plan;
  private final String codeDir;
  private final Map<String, Long> blobVersions;
  private final String pidDir;
  private final Map<String, Object> userResources;
  private final Map<String, Object> defaultResources = new HashMap<>();
  private final List<Integer> workerTasks = new ArrayList<>();
  private final AtomicReference<Map<Integer, NodeInfo>> taskToNodePort;
  private final AtomicReference<Map<String, String>> nodeToHost =
      new AtomicReference<>(Map.of(NODE, "localhost"));
  private final WorkerTopologyContext worker;

  WorkerContexts(
      TopologyPlan plan,
      WorkerFolder folder,
      Map<String, Long> blobVersions,
      ExecutorService sharedExecutor,
      Map<String, Object> userResources) {
    this.plan = plan;
    this.blobVersions = blobVersions;
    this.codeDir = folder.code().toString();
    this.pidDir = folder.pids().toString();
    this.userResources = userResources;
    defaultResources.put(WorkerTopologyContext.SHARED_EXECUTOR, sharedExecutor);
    workerTasks.add(-1);
    workerTasks.addAll(plan.taskToComponent().keySet());
    Map<Integer, NodeInfo> places = new HashMap<>();
    NodeInfo here = new NodeInfo(NODE, Set.of((long) PORT));
    workerTasks.forEach(task -> places.put(task, here));
    taskToNodePort = new AtomicReference<>(places);
    worker =
        new WorkerTopologyContext(
            plan.systemTopology(),
            conf(),
            plan.taskToComponent(),
            plan.componentTasks(),
            plan.streamFields(),
            plan.stormId(),
            codeDir,
            pidDir,
            PORT,
            workerTasks,
            defaultResources,
            userResources,
            taskToNodePort,
            NODE,
            nodeToHost);
  }

  WorkerTopologyContext worker() {
    return worker;
  }

  WorkerUserContext user() {
    return new WorkerUserContext(
        plan.userTopology(),
        conf(),
        plan.taskToComponent(),
        plan.componentTasks(),
        plan.streamFields(),
        plan.stormId(),
        codeDir,
        pidDir,
        PORT,
        workerTasks,
        defaultResources,
        userResources,
        taskToNodePort,
        NODE,
        nodeToHost);
  }

  TopologyContext forTask(int task, ExecutorShared executor, StormMetricRegistry metrics) {
    StormTopology topology = plan.userTopology();
    return new TopologyContext(
        topology,
        conf(),
        plan.taskToComponent(),
        plan.componentTasks(),
        plan.streamFields(),
        blobVersions,
        plan.stormId(),
        codeDir,
        pidDir,
        task,
        PORT,
        workerTasks,
        defaultResources,
        userResources,
        executor.data(),
        executor.metrics(),
        executor.allOpen(),
        metrics);
  }

  private Map<String, Object> conf() {
    return new HashMap<>(plan.conf());
  }
}
