package io.landfall.it.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** One input, one output, and the job between them in as many runs as it takes. One thread. */
final class Trial implements AutoCloseable {

  /** What comes out before something happens. */
  static final long STRETCH = Long.getLong("landfall.it.stretch");

  private static final long PER_SECOND = 4_000;
  private static final int PARTITIONS = 4;

  private final Cluster cluster;
  private final JobProcess.Kind kind;
  private final Path folder;
  private final String in;
  private final String out;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();
  private Feeder feeder;
  private Output output;

  /** With the native job. */
  Trial(Cluster cluster, Path folder) throws Exception {
    this(cluster, JobProcess.Kind.NATIVE, folder);
  }

  /** With the Storm topology. */
  static Trial ofTopology(Cluster cluster, Path folder) throws Exception {
    return new Trial(cluster, JobProcess.Kind.STORM, folder);
  }

  private Trial(Cluster cluster, JobProcess.Kind kind, Path folder) throws Exception {
    this.cluster = cluster;
    this.kind = kind;
    this.folder = folder;
    this.in = cluster.newTopic("in", PARTITIONS);
    this.out = cluster.newTopic("out", PARTITIONS);
    this.output = new Output(cluster.bootstrap(), out);
  }

  /** For all runs to come. */
  Trial with(String setting) {
    settings.add(setting);
    return this;
  }

  String in() {
    return in;
  }

  Trial feed() {
    feeder = Feeder.start(cluster.bootstrap(), in, PER_SECOND);
    open.add(feeder);
    return this;
  }

  JobProcess run(String... more) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add("bootstrap=" + cluster.bootstrap());
    arguments.add("in=" + in);
    arguments.add("out=" + out);
    arguments.addAll(settings);
    arguments.addAll(List.of(more));
    JobProcess job = JobProcess.start(kind, folder, arguments);
    open.add(job);
    return job;
  }

  /** In place of {@link #feed}: these numbers. */
  void write(TopicPartition partition, String... numbers) {
    Feeder.write(cluster.bootstrap(), partition, numbers);
  }

  /** The different numbers in the output, ascending. */
  List<Integer> numbers() {
    return output.numbers();
  }

  int numbersSeen() {
    return output.numbersSeen();
  }

  /** Waits until {@link #STRETCH} more numbers are in the output. */
  void awaitProgress(JobProcess job) throws Exception {
    awaitNumbers(job, output.numbersSeen() + STRETCH);
  }

  void awaitNumbers(JobProcess job, long numbers) throws Exception {
    job.await(
        numbers + " numbers in the output",
        () -> {
          if (feeder != null) {
            feeder.check();
          }
          return output.numbersSeen() >= numbers;
        });
  }

  /** Ends the input, lets the job come there, stops it, and looks at all that was committed. */
  void finish(JobProcess job) throws Exception {
    awaitProgress(job);
    long records = feeder.finish();
    awaitNumbers(job, records);
    job.stop();
    output.close();
    output = new Output(cluster.bootstrap(), out);
    output.assertExactly(records);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
    output.close();
  }
}
