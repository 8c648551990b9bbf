package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.OutputWatcher;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Does one work on Flink in this process, as the arguments say ({@link RunSpec#parse}). */
public final class FlinkBenchmark {

  private static final int FAILED = 1;
  private static final int NOT_DONE = 2;

  private FlinkBenchmark() {}

  public static void main(String[] arguments) {
    RunSpec spec = RunSpec.parse(arguments);
    if (spec.work() == Work.W10) {
      System.err.println("Flink runs no Storm topologies.");
      System.exit(NOT_DONE);
    }
    try {
      run(spec).print(System.out);
      // The cluster's threads would linger.
      System.exit(0);
    } catch (Exception e) {
      e.printStackTrace();
      System.exit(FAILED);
    }
  }

  /** Runs the job until the sinks have seen all, then stops it. */
  static Report run(RunSpec spec) throws Exception {
    Path checkpoints = Files.createTempDirectory("flink-checkpoints");
    try {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.createLocalEnvironment(
              spec.parallelism(), Settings.of(spec, checkpoints));
      if (spec.work() == Work.W5) {
        return runFromTopicToTopic(spec, environment);
      }
      Stopwatch stopwatch = new Stopwatch(spec);
      Jobs.declare(spec, environment);
      return run(spec, environment, stopwatch);
    } finally {
      delete(checkpoints);
    }
  }

  private static Report runFromTopicToTopic(RunSpec spec, StreamExecutionEnvironment environment)
      throws Exception {
    KafkaWork work = KafkaWork.prepare(spec);
    Stopwatch stopwatch = new Stopwatch(spec);
    try (OutputWatcher watcher = new OutputWatcher(work)) {
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

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
