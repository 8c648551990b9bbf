package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.OutputWatcher;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.SystemProcess;
import io.landfall.it.benchmarks.workload.TemporaryFolder;
import io.landfall.it.benchmarks.workload.Work;
import java.util.EnumSet;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Does one work on Flink in this process, as the arguments say ({@link RunSpec#parse}). */
public final class FlinkBenchmark {

  private FlinkBenchmark() {}

  public static void main(String[] arguments) {
    SystemProcess.run(
        "Flink", EnumSet.complementOf(EnumSet.of(Work.W10)), arguments, FlinkBenchmark::run);
  }

  /** Runs the job until the sinks have seen all, then stops it. */
  static Report run(RunSpec spec) throws Exception {
    try (TemporaryFolder checkpoints = TemporaryFolder.create()) {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.createLocalEnvironment(
              spec.parallelism(), Settings.of(spec, checkpoints.path()));
      if (spec.work() == Work.W5) {
        return runFromTopicToTopic(spec, environment);
      }
      Stopwatch stopwatch = new Stopwatch(spec);
      Jobs.declare(spec, environment);
      return run(spec, environment, stopwatch);
    }
  }

  private static Report runFromTopicToTopic(RunSpec spec, StreamExecutionEnvironment environment)
      throws Exception {
    KafkaWork work = KafkaWork.prepare(spec);
    Stopwatch stopwatch = new Stopwatch(spec);
    try (OutputWatcher watcher = new OutputWatcher(work, spec.records())) {
      KafkaJob.declare(work, environment);
      return run(spec, environment, stopwatch);
    }
  }

  private static Report run(
      RunSpec spec, StreamExecutionEnvironment environment, Stopwatch stopwatch) throws Exception {
    JobClient job = environment.executeAsync(spec.work().title());
    job.getJobExecutionResult()
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                Stopwatch.fail(failure);
              }
            });
    Report report = stopwatch.await(spec.work() == Work.W2S ? Jobs.WINDOWS_PER_EVENT : 1);
    stop(job);
    return report;
  }

  private static void stop(JobClient job) throws InterruptedException {
    try {
      job.cancel().get();
      job.getJobExecutionResult().get();
    } catch (ExecutionException e) {
      // Cancelled, or it had come to its end by itself; either way it is over.
    }
  }
}
