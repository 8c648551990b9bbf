package io.landfall.runtime.job;

import io.landfall.api.function.Counter;
import io.landfall.runtime.metrics.MetricRegistry;

/** What is counted of the job as a whole. Written by the job thread. */
final class JobMetrics {

  private final Counter checkpoints;
  private final Counter restarts;
  private volatile long lastCheckpointId = -1;
  private volatile long lastCheckpointMs;

  JobMetrics(MetricRegistry registry) {
    checkpoints = registry.counter("job.checkpoints");
    restarts = registry.counter("job.restarts");
    registry.gauge("job.last-checkpoint-id", () -> lastCheckpointId);
    registry.gauge("job.last-checkpoint-ms", () -> lastCheckpointMs);
  }

  void onCheckpoint(long checkpointId, long durationMs) {
    checkpoints.add(1);
    lastCheckpointId = checkpointId;
    lastCheckpointMs = durationMs;
  }

  void onRestart() {
    restarts.add(1);
  }
}
