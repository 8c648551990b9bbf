package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What Flink is told; why is said in the package's documentation. */
final class Settings {

  /** Arguments that begin so are settings of Flink, to try others than these here. */
  private static final String OVERRIDE = "flink.";

  private static final long THROUGHPUT_TIMEOUT_MS = 100;
  private static final long LATENCY_TIMEOUT_MS = 1;
  private static final int RESTARTS = 10;

  private Settings() {}

  static Configuration of(RunSpec spec, Path checkpoints) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    long bufferTimeoutMs =
        spec.work() == Work.W3
            ? spec.number("bufferTimeout", LATENCY_TIMEOUT_MS)
            : THROUGHPUT_TIMEOUT_MS;
    settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(bufferTimeoutMs));
    settings.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    if (spec.checkpointMs() > 0) {
      settings.set(
          CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(spec.checkpointMs()));
      settings.set(
          CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
      settings.set(ExecutionOptions.SNAPSHOT_COMPRESSION, spec.work() == Work.W8);
      settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
      settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    }
    if (spec.work() == Work.W8) {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
      settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    } else {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    }
    for (Map.Entry<String, String> extra : spec.extra().entrySet()) {
      if (extra.getKey().startsWith(OVERRIDE)) {
        settings.setString(extra.getKey().substring(OVERRIDE.length()), extra.getValue());
      }
    }
    return settings;
  }
}
