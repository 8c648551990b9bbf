package io.landfall.it.benchmarks.landfall;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.OutputWatcher;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.SystemProcess;
import io.landfall.it.benchmarks.workload.TemporaryFolder;
import io.landfall.it.benchmarks.workload.Work;
import java.time.Duration;

/** Runs one work on Landfall in this process. */
public final class LandfallWork {

  private LandfallWork() {}

  public static void main(String[] arguments) {
    SystemProcess.run("Landfall", Jobs.DOES, arguments, LandfallWork::run);
  }

  private static Report runFromTopicToTopic(RunSpec spec, StreamEnvironment env) throws Exception {
    KafkaWork work = KafkaWork.prepare(spec);
    Stopwatch stopwatch = new Stopwatch(spec);
    try (OutputWatcher watcher = new OutputWatcher(work, spec.records())) {
      KafkaJob.declare(work, env);
      return run(env, stopwatch, 1);
    }
  }

  private static Report run(StreamEnvironment env, Stopwatch stopwatch, int resultsPerRecord)
      throws Exception {
    JobHandle job = env.executeAsync();
    job.termination()
        .thenAccept(
            status -> {
              if (status == JobStatus.FAILED) {
                Stopwatch.fail(job.lastFailure());
              }
            });
    Report report = stopwatch.await(resultsPerRecord);
    job.cancel();
    job.await();
    return report;
  }

  static Report run(RunSpec spec) throws Exception {
    StreamEnvironment env = StreamEnvironment.create("benchmark");
    env.parallelism(spec.parallelism());
    if (spec.checkpointMs() == 0) {
      env.set(JobOptions.CHECKPOINTING, false);
    } else {
      env.set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(spec.checkpointMs()));
    }
    env.set(JobOptions.RESTART_DELAY, Duration.ZERO);
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      if (spec.work() == Work.W7 || spec.work() == Work.W8) {
        env.set(JobOptions.STATE_DIR, folder.path().toString());
      }
      if (spec.work() == Work.W5) {
        return runFromTopicToTopic(spec, env);
      }
      Jobs.declare(spec, env);
      // A sliding window counts each event once for each of a hundred windows.
      return run(env, new Stopwatch(spec), spec.work() == Work.W2S ? 100 : 1);
    }
  }
}
