package io.landfall.it.benchmarks.kafkastreams;

import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.kafka.OutputWatcher;
import io.landfall.it.benchmarks.workload.Report;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Stopwatch;
import io.landfall.it.benchmarks.workload.SystemProcess;
import io.landfall.it.benchmarks.workload.TemporaryFolder;
import io.landfall.it.benchmarks.workload.Work;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Does one work on Kafka Streams, as the arguments say ({@link RunSpec#parse}). */
public final class KafkaStreamsBenchmark {

  private static final Set<Work> DOES = EnumSet.of(Work.W1, Work.W3, Work.W4, Work.W5, Work.W9);

  /** Arguments that begin so are settings of Kafka Streams, to try others than these here. */
  private static final String OVERRIDE = "streams.";

  private KafkaStreamsBenchmark() {}

  public static void main(String[] arguments) {
    SystemProcess.run("Kafka Streams", DOES, arguments, KafkaStreamsBenchmark::run);
  }

  /** Runs the application until the sinks have seen all, then stops it. */
  static Report run(RunSpec spec) throws Exception {
    try (TemporaryFolder state = TemporaryFolder.create()) {
      return spec.work() == Work.W5
          ? runFromTopicToTopic(spec, state.path())
          : runToMeters(spec, state.path());
    }
  }

  private static Report runFromTopicToTopic(RunSpec spec, Path state) throws Exception {
    KafkaWork work = KafkaWork.prepare(spec);
    Stopwatch stopwatch = new Stopwatch(spec);
    try (OutputWatcher watcher = new OutputWatcher(work, spec.records());
        KafkaStreams streams = start(spec, state, Topologies.keyCount(work))) {
      return stopwatch.await();
    }
  }

  private static Report runToMeters(RunSpec spec, Path state) throws Exception {
    String input = Inputs.prepare(spec);
    Stopwatch stopwatch = new Stopwatch(spec);
    try (KafkaStreams streams = start(spec, state, Topologies.of(spec, input))) {
      if (spec.work() == Work.W3) {
        Inputs.pace(spec, input, streams);
      }
      return stopwatch.await();
    }
  }

  private static KafkaStreams start(RunSpec spec, Path state, Topology topology) {
    KafkaStreams streams = new KafkaStreams(topology, settings(spec, state));
    streams.setUncaughtExceptionHandler(
        failure -> {
          Stopwatch.fail(failure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
    return streams;
  }

  private static Properties settings(RunSpec spec, Path state) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "benchmark-" + UUID.randomUUID());
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaWork.bootstrap(spec));
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, spec.parallelism());
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    if (spec.checkpointMs() > 0) {
      settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
      settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, spec.checkpointMs());
    }
    for (Map.Entry<String, String> extra : spec.extra().entrySet()) {
      if (extra.getKey().startsWith(OVERRIDE)) {
        settings.put(extra.getKey().substring(OVERRIDE.length()), extra.getValue());
      }
    }
    return settings;
  }
}
