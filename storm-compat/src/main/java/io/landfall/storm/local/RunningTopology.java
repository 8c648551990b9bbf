package io.landfall.storm.local;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.storm.capture.CapturePlan;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.task.TopologyRun;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.ComponentPlan;
import io.landfall.storm.topology.TopologyPlan;
import java.util.Map;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.utils.Time;

/** A topology that was submitted. Any thread. */
public final class RunningTopology {

  private final TopologyRuns runs;
  private final JobHandle handle;
  private final StormTopology submitted;
  private final long startedAtMs = Time.currentTimeMillis();
  private volatile boolean killed;

  RunningTopology(TopologyRuns runs, JobHandle handle, StormTopology submitted) {
    this.runs = runs;
    this.handle = handle;
    this.submitted = submitted;
  }

  public TopologyPlan plan() {
    return runs.plan();
  }

  public TopologyControl control() {
    return runs.control();
  }

  public JobHandle handle() {
    return handle;
  }

  /** By component, what checkpoints hold of its fields; empty until components have opened. */
  public Map<String, CapturePlan> capturePlans() {
    return runs.capturePlans();
  }

  /** The start under way; null between two. */
  TopologyRun run() {
    return runs.current();
  }

  boolean isRunning() {
    return handle.status() == JobStatus.RUNNING;
  }

  /** How many tasks its spouts have together. */
  int spoutTasks() {
    return plan().components().stream()
        .filter(ComponentPlan::isSpout)
        .mapToInt(spout -> spout.tasks().size())
        .sum();
  }

  StormTopology submitted() {
    return submitted;
  }

  long uptimeSeconds() {
    return (Time.currentTimeMillis() - startedAtMs) / 1_000;
  }

  boolean hasEnded() {
    return handle.status().isTerminal();
  }

  /** As Storm names it. */
  String status() {
    if (killed) {
      return "KILLED";
    }
    return control().isActive() ? "ACTIVE" : "INACTIVE";
  }

  void markKilled() {
    killed = true;
    control().setActive(false);
  }

  /** Ends it: after a last checkpoint where there are any, so that what was done stays done. */
  void end() {
    if (runs.isExactlyOnce()) {
      handle.stop();
    } else {
      handle.cancel();
    }
  }
}
