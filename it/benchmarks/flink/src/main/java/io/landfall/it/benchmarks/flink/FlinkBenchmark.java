package io.landfall.it.benchmarks.flink;

import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.OutputWatcher;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
    KafkaWork kafka = spec.work() == Work.W5 ? KafkaWork.prepare(spec) : null;
    try {
      Stopwatch stopwatch = new Stopwatch(spec);
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.createLocalEnvironment(
              spec.parallelism(), Settings.of(spec, checkpoints));
      if (kafka == null) {
        Jobs.declare(spec, environment);
      } else {
        new OutputWatcher(kafka);
        KafkaJob.declare(kafka, environment);
      }
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
    } finally {
      delete(checkpoints);
    }
  }

  /** A job that has come to its end by itself cannot be cancelled, and need not be. */
  private static void stop(JobClient job) throws Exception {
    try {
      job.cancel().get();
      job.getJobExecutionResult().get();
    } catch (java.util.concurrent.ExecutionException e) {
      return;
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> below = Files.walk(folder)) {
      below
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.deleteIfExists(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
