package io.landfall.testkit;

import io.landfall.api.DataStream;
import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.api.graph.Partitioning;
import io.landfall.operators.BuiltInFactories;
import io.landfall.operators.harness.Emitted;
import io.landfall.operators.harness.OperatorHarness;
import io.landfall.operators.harness.OperatorSnapshot;
import io.landfall.operators.spi.OperatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One step of a stream (a window, a process function, a join, asynchronous requests), driven by a
 * test: records, watermarks, a clock that stands still until it is moved. It is declared as in the
 * job, and runs without an engine and without threads.
 *
 * <pre>{@code
 * try (var totals = StreamHarness.of((DataStream<Order> orders) ->
 *         orders.keyBy(Order::customer).process(new Totals())).open()) {
 *   totals.record(order, 17).watermark(100);
 *   assertThat(totals.take()).containsExactly(total);
 * }
 * }</pre>
 *
 * <p>With several subtasks, a record goes to the one that has its key; without a key to each in
 * turn, or to all if it is broadcast. {@link #snapshot} can be restored with another parallelism.
 * What fails throws as itself. One thread.
 *
 * @param <O> what the step emits
 */
public final class StreamHarness<O> implements AutoCloseable {

  private final OperatorFactory factory;
  private final LogicalOperator operator;
  private final List<Partitioning> inputs;
  private final List<OperatorHarness> subtasks = new ArrayList<>();
  private int parallelism = 1;
  private long clockMs;
  private StreamSnapshot restored;
  private int turn;

  private StreamHarness(
      OperatorFactory factory, LogicalOperator operator, List<Partitioning> inputs) {
    this.factory = factory;
    this.operator = operator;
    this.inputs = inputs;
  }

  /**
   * A step of one input; not open yet.
   *
   * @param step one operator behind its input; {@code keyBy} and partitioning do not count
   * @throws IllegalArgumentException if it is none, or more than one
   */
  public static <I, O> StreamHarness<O> of(Function<DataStream<I>, DataStream<O>> step) {
    StreamEnvironment env = StreamEnvironment.create("step");
    step.apply(input(env));
    return of(env, 1);
  }

  /** A step of two inputs, ordinals 0 and 1; as {@link #of}. */
  public static <A, B, O> StreamHarness<O> ofTwo(
      BiFunction<DataStream<A>, DataStream<B>, DataStream<O>> step) {
    StreamEnvironment env = StreamEnvironment.create("step");
    step.apply(input(env), input(env));
    return of(env, 2);
  }

  private static <T> DataStream<T> input(StreamEnvironment env) {
    return env.fromCollection(List.of());
  }

  private static <O> StreamHarness<O> of(StreamEnvironment env, int inputs) {
    LogicalGraph graph = env.graph();
    if (graph.operators().size() != inputs + 1) {
      throw new IllegalArgumentException(
          "the step has "
              + (graph.operators().size() - inputs)
              + " operators; give one, and test several as a job (JobTest)");
    }
    LogicalOperator operator = graph.operators().get(inputs);
    List<Partitioning> partitioning =
        graph.inputsOf(operator.id()).stream().map(LogicalEdge::partitioning).toList();
    try {
      OperatorFactory factory = BuiltInFactories.of(operator.spec(), graph.options());
      factory.validate();
      return new StreamHarness<>(factory, operator, partitioning);
    } catch (JobRefusedException e) {
      throw new IllegalArgumentException(
          "operator '" + operator.name() + "': " + e.getMessage(), e);
    }
  }

  /** Subtasks; 1 unless told. Before {@link #open}. */
  public StreamHarness<O> parallelism(int count) {
    parallelism = count;
    return this;
  }

  /** Where the clock stands, ms since the epoch; 0 unless told. Before {@link #open}. */
  public StreamHarness<O> startingAt(long ms) {
    clockMs = ms;
    return this;
  }

  /** Goes on from there, whatever the parallelism was. Before {@link #open}. */
  public StreamHarness<O> restoredFrom(StreamSnapshot snapshot) {
    restored = snapshot;
    return this;
  }

  public StreamHarness<O> open() throws Exception {
    for (int i = 0; i < parallelism; i++) {
      OperatorHarness subtask = OperatorHarness.of(factory).subtask(i, parallelism);
      for (KeySelector<?, ?> key : operator.inputKeys()) {
        subtask.keyedBy(key == null ? value -> null : key);
      }
      subtask.startingAt(clockMs);
      if (restored != null) {
        subtask.restoredFrom(restored.subtasks());
      }
      subtasks.add(subtask);
      subtask.open();
    }
    return this;
  }

  /** A record without a timestamp, at input 0. */
  public StreamHarness<O> record(Object value) throws Exception {
    return record(0, value, Long.MIN_VALUE);
  }

  /**
   * At input 0.
   *
   * @param timestampMs event time
   */
  public StreamHarness<O> record(Object value, long timestampMs) throws Exception {
    return record(0, value, timestampMs);
  }

  public StreamHarness<O> record(int input, Object value, long timestampMs) throws Exception {
    if (inputs.get(input) instanceof Partitioning.Broadcast) {
      for (OperatorHarness subtask : subtasks) {
        subtask.record(input, value, timestampMs);
      }
    } else {
      subtasks.get(target(input, value)).record(input, value, timestampMs);
    }
    return this;
  }

  @SuppressWarnings("unchecked")
  private int target(int input, Object value) throws Exception {
    KeySelector<Object, Object> key =
        operator.isKeyed() ? (KeySelector<Object, Object>) operator.inputKeys().get(input) : null;
    return key == null
        ? turn++ % parallelism
        : OperatorHarness.subtaskOf(key.key(value), parallelism);
  }

  /** Event time of all inputs comes to {@code watermarkMs}. */
  public StreamHarness<O> watermark(long watermarkMs) throws Exception {
    return each(subtask -> subtask.watermark(watermarkMs));
  }

  /** Moves the clock: what is due by then fires in order of time. */
  public StreamHarness<O> clock(long nowMs) throws Exception {
    return each(subtask -> subtask.clock(nowMs));
  }

  /** Takes what other threads have answered since the last call of any kind. */
  public StreamHarness<O> answers() throws Exception {
    return each(OperatorHarness::actions);
  }

  /** All inputs have ended: event time goes to infinity. */
  public StreamHarness<O> endOfInput() throws Exception {
    return each(OperatorHarness::endOfInput);
  }

  /** True if a subtask wants no input now: it has asked for as much as it may. */
  public boolean isHoldingInput() {
    return subtasks.stream().anyMatch(OperatorHarness::isHoldingInput);
  }

  /** What a checkpoint would hold now. */
  public StreamSnapshot snapshot() throws Exception {
    List<OperatorSnapshot> snapshots = new ArrayList<>();
    for (OperatorHarness subtask : subtasks) {
      snapshots.add(subtask.snapshot(1));
    }
    return new StreamSnapshot(snapshots);
  }

  /** What came out since the last call, subtask by subtask. */
  @SuppressWarnings("unchecked")
  public List<O> take() {
    List<O> all = new ArrayList<>();
    subtasks.forEach(subtask -> all.addAll((List<O>) subtask.takeValues()));
    return all;
  }

  /** As {@link #take}, with timestamps. */
  public List<Emitted> takeTimed() {
    List<Emitted> all = new ArrayList<>();
    subtasks.forEach(subtask -> all.addAll(subtask.takeOutput()));
    return all;
  }

  /** What came out at a side output since the last call. */
  @SuppressWarnings("unchecked")
  public <S> List<S> take(OutputTag<S> tag) {
    List<S> all = new ArrayList<>();
    for (OperatorHarness subtask : subtasks) {
      subtask.takeSideOutput(tag.id()).forEach(emitted -> all.add((S) emitted.value()));
    }
    return all;
  }

  /** The last watermark that every subtask has passed on; {@link Long#MIN_VALUE} before. */
  public long watermarkMs() {
    return subtasks.stream()
        .mapToLong(
            subtask ->
                subtask.watermarks().isEmpty()
                    ? Long.MIN_VALUE
                    : subtask.watermarks().get(subtask.watermarks().size() - 1))
        .min()
        .orElse(Long.MIN_VALUE);
  }

  /** Of all subtasks; 0 for a counter that was never asked for. */
  public long counter(String name) {
    return sum(subtask -> subtask.counter(name));
  }

  /** Entries of keyed state: one for each name and key, or key and window. */
  public long stateEntries() {
    return sum(OperatorHarness::stateEntryCount);
  }

  /** Timers that wait. */
  public long timers() {
    return sum(OperatorHarness::timerCount);
  }

  private long sum(ToLongFunction<OperatorHarness> figure) {
    return subtasks.stream().mapToLong(figure).sum();
  }

  @FunctionalInterface
  private interface Call {
    void on(OperatorHarness subtask) throws Exception;
  }

  private StreamHarness<O> each(Call call) throws Exception {
    for (OperatorHarness subtask : subtasks) {
      call.on(subtask);
    }
    return this;
  }

  @Override
  public void close() throws Exception {
    for (OperatorHarness subtask : subtasks) {
      subtask.close();
    }
    subtasks.clear();
  }
}
