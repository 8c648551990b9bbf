package io.landfall.storm.task;

import io.landfall.storm.grouping.Chooser;
import io.landfall.storm.topology.ComponentPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.storm.metric.api.IMetric;

/**
 * What the tasks of one Storm executor share. They share a thread too, so nothing here is guarded,
 * save by {@link TopologyRun} while it is made.
 */
public final class ExecutorShared {

  private final List<Integer> tasks;
  private final Map<String, Object> conf;
  private final Map<String, Object> data = new HashMap<>();
  private final Map<Integer, Map<Integer, Map<String, IMetric>>> metrics = new HashMap<>();
  private final AtomicBoolean allOpen = new AtomicBoolean();
  private final Map<String, Chooser> choosers = new HashMap<>();
  private int openedTasks;
  private int pendingMessages;

  ExecutorShared(ComponentPlan component, List<Integer> tasks, Map<String, Object> topologyConf) {
    this.tasks = tasks;
    this.conf = component.conf(topologyConf);
  }

  public int taskCount() {
    return tasks.size();
  }

  /** Changeable, and changed by some of Storm's wrappers. */
  public Map<String, Object> conf() {
    return conf;
  }

  Map<String, Object> data() {
    return data;
  }

  Map<Integer, Map<Integer, Map<String, IMetric>>> metrics() {
    return metrics;
  }

  AtomicBoolean allOpen() {
    return allOpen;
  }

  /** A task is open or prepared; after the last one no metrics can be registered. */
  public void taskOpened() {
    openedTasks++;
    if (openedTasks == tasks.size()) {
      allOpen.set(true);
    }
  }

  /** {@code storm executor} name as Storm's threads have it: {@code [first, last]}. */
  public String range() {
    return "[" + tasks.get(0) + ", " + tasks.get(tasks.size() - 1) + "]";
  }

  /** Messages of all its tasks whose trees are open; what max.spout.pending limits. */
  public int pendingMessages() {
    return pendingMessages;
  }

  public void addPending(int change) {
    pendingMessages += change;
  }

  /** One grouping instance a stream and subscriber, so that a shuffle is even over the executor. */
  Chooser chooser(String stream, String target, Supplier<Chooser> maker) {
    return choosers.computeIfAbsent(stream + '\0' + target, key -> maker.get());
  }
}
