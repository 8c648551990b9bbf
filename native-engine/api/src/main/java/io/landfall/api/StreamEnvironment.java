package io.landfall.api;

import io.landfall.api.connector.SequenceSource;
import io.landfall.api.connector.Source;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.Engine;
import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Option;
import io.landfall.api.option.Options;
import io.landfall.api.time.WatermarkStrategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/**
 * Where a job begins: declare sources, transform their streams, execute. One thread.
 *
 * <pre>{@code
 * var env = StreamEnvironment.create("squares");
 * env.fromElements(1, 2, 3).map(n -> n * n).print();
 * env.execute();
 * }</pre>
 */
public final class StreamEnvironment {

  /** Results that may wait for a caller. */
  private static final int COLLECTED_AHEAD = 10_000;

  private final String jobName;
  private final GraphBuilder graph = new GraphBuilder();
  private Options options = StreamDefaults.get();

  private StreamEnvironment(String jobName) {
    this.jobName = jobName;
  }

  /**
   * @param jobName names the job's state as well: the same name finds it again
   */
  public static StreamEnvironment create(String jobName) {
    if (Objects.requireNonNull(jobName, "jobName").isBlank()) {
      throw new IllegalArgumentException("the job's name is blank; give it one");
    }
    return new StreamEnvironment(jobName);
  }

  /**
   * Chooses a setting; see {@link JobOptions}.
   *
   * @throws IllegalArgumentException if the value is out of the option's range
   */
  public <T> StreamEnvironment set(Option<T> option, T value) {
    options = options.with(option, value);
    return this;
  }

  /** The parallelism of operators that do not set their own. */
  public StreamEnvironment parallelism(int subtasks) {
    return set(JobOptions.PARALLELISM, subtasks);
  }

  public <T> OperatorStream<T> from(Source<T, ?, ?> source) {
    return from(new BuiltIn.SourceSpec(source), source);
  }

  /**
   * With timestamps and watermarks made for each of the source's splits (a file, a partition) by
   * itself; the stream's watermark is the smallest of them. So records that are in order within
   * their split are never late because one split is read faster than another.
   */
  public <T> OperatorStream<T> from(
      Source<T, ?, ?> source, WatermarkStrategy<? super T> watermarks) {
    Objects.requireNonNull(watermarks, "watermarks");
    return from(new BuiltIn.SourceSpec(source, watermarks), source);
  }

  private <T> OperatorStream<T> from(BuiltIn.SourceSpec spec, Source<T, ?, ?> source) {
    GraphBuilder.Node node = graph.add(spec, List.of(), List.of());
    node.name = source.name();
    return new OperatorStream<>(graph, node, null);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T> OperatorStream<T> fromElements(T... elements) {
    return fromCollection(List.of(elements));
  }

  /** Reads the collection's content as it is now; in order within each subtask. */
  public <T> OperatorStream<T> fromCollection(Collection<? extends T> elements) {
    List<T> copy = new ArrayList<>(elements);
    return from(
        new SequenceSource<>(
            "collection", i -> copy.get((int) i), copy.size(), SequenceSource.UNLIMITED));
  }

  /** The records {@code at(0)} to {@code at(count - 1)}, as fast as they are taken. */
  public <T> OperatorStream<T> generate(long count, SequenceSource.RecordAt<T> at) {
    return generate(count, SequenceSource.UNLIMITED, at);
  }

  /**
   * @param recordsPerSecond over all subtasks together
   */
  public <T> OperatorStream<T> generate(
      long count, double recordsPerSecond, SequenceSource.RecordAt<T> at) {
    return from(new SequenceSource<>("generator", at, count, recordsPerSecond));
  }

  /** The job as declared so far. */
  public LogicalGraph graph() {
    return graph.build(jobName, options);
  }

  /**
   * Starts the job and returns.
   *
   * @throws JobRefusedException if it cannot run as declared; nothing was started
   */
  public JobHandle executeAsync() throws JobRefusedException {
    JobHandle job = engine().start(graph());
    StreamDefaults.started(job);
    return job;
  }

  /**
   * Runs the job to its end.
   *
   * @throws JobRefusedException if it cannot run as declared; nothing was started
   * @throws JobFailedException if it failed and no restart was left
   */
  public JobStatus execute() throws JobRefusedException, JobFailedException, InterruptedException {
    return executeAsync().await();
  }

  /**
   * Starts the job and hands the stream's records to the caller, at most some 10,000 ahead of what
   * it has taken.
   *
   * @throws JobRefusedException if it cannot run as declared; nothing was started
   */
  public <T> JobResults<T> executeAndCollect(DataStream<T> stream) throws JobRefusedException {
    ResultQueue<T> queue = new ResultQueue<>(COLLECTED_AHEAD);
    stream.sinkTo(new CollectSink<>(queue, !options.get(JobOptions.CHECKPOINTING)));
    return new JobResults<>(executeAsync(), queue);
  }

  private static Engine engine() throws JobRefusedException {
    return ServiceLoader.load(Engine.class, StreamEnvironment.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new JobRefusedException(
                    "no engine found: add io.landfall:runtime to the class path"));
  }
}
