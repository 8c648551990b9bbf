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

  private final TopologyControl control;
  private final TopologyJob job;
  private volatile Submission submission;
  private volatile TopologyRuns runs;
  private final long startedAtMs = Time.currentTimeMillis();
  private volatile boolean killed;
  private volatile boolean rebalancing;

  RunningTopology(Submission submission, TopologyRuns runs, JobHandle handle) {
    this.submission = submission;
    this.runs = runs;
    this.control = runs.control();
    this.job = new TopologyJob(handle);
  }

  /** Another job of the engine goes on with it. */
  void follow(Submission changed, TopologyRuns nextRuns, JobHandle next) {
    submission = changed;
    runs = nextRuns;
    job.follow(next);
  }

  /** As it was submitted, or as the last rebalance left it. */
  Submission submission() {
    return submission;
  }

  TopologyJob job() {
    return job;
  }

  boolean isExactlyOnce() {
    return runs.isExactlyOnce();
  }

  boolean isKilled() {
    return killed;
  }

  void setRebalancing(boolean now) {
    rebalancing = now;
  }

  public TopologyPlan plan() {
    return runs.plan();
  }

  public TopologyControl control() {
    return control;
  }

  public JobHandle handle() {
    return job;
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
    return job.status() == JobStatus.RUNNING;
  }

  /** How many tasks its spouts have together. */
  int spoutTasks() {
    return plan().components().stream()
        .filter(ComponentPlan::isSpout)
        .mapToInt(spout -> spout.tasks().size())
        .sum();
  }

  StormTopology submitted() {
    return submission.topology();
  }

  long uptimeSeconds() {
    return (Time.currentTimeMillis() - startedAtMs) / 1_000;
  }

  long startedAtSeconds() {
    return startedAtMs / 1_000;
  }

  boolean hasEnded() {
    return job.status().isTerminal();
  }

  /** As Storm names it. */
  String status() {
    if (killed) {
      return "KILLED";
    }
    if (rebalancing) {
      return "REBALANCING";
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
      job.stop();
    } else {
      job.cancel();
    }
  }
}
