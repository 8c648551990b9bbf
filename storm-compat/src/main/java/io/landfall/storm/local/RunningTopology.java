package io.landfall.storm.local;

import io.landfall.api.graph.JobHandle;
import io.landfall.storm.capture.CapturePlan;
import io.landfall.storm.task.TopologyControl;
import io.landfall.storm.task.TopologyRuns;
import io.landfall.storm.topology.TopologyPlan;
import java.util.Map;
import org.apache.storm.generated.StormTopology;

/** A topology that was submitted. Any thread. */
public final class RunningTopology {

  private final TopologyRuns runs;
  private final JobHandle handle;
  private final StormTopology submitted;
  private final long startedAtMs = System.currentTimeMillis();
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

  StormTopology submitted() {
    return submitted;
  }

  long uptimeSeconds() {
    return (System.currentTimeMillis() - startedAtMs) / 1_000;
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
