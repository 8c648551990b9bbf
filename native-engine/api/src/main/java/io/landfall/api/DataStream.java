package io.landfall.api;

import io.landfall.api.GraphBuilder.Node;
import io.landfall.api.GraphBuilder.Upstream;
import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncMapFunction;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.connector.TwoPhaseSink;
import io.landfall.api.function.FilterFunction;
import io.landfall.api.function.FlatMapFunction;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.Partitioner;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.SinkFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.graph.Partitioning;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.api.window.CountEvictor;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.GlobalWindow;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.PurgingTrigger;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A stream of records. Every method declares something and returns at once; nothing runs before the
 * environment executes. Records are handed on by reference: do not change one after emitting it.
 */
public class DataStream<T> {

  final GraphBuilder graph;
  final List<Upstream> upstreams;

  DataStream(GraphBuilder graph, List<Upstream> upstreams) {
    this.graph = graph;
    this.upstreams = List.copyOf(upstreams);
  }

  public <R> OperatorStream<R> map(MapFunction<? super T, ? extends R> function) {
    return to(new BuiltIn.Map(function));
  }

  public <R> OperatorStream<R> flatMap(FlatMapFunction<? super T, R> function) {
    return to(new BuiltIn.FlatMap(function));
  }

  public OperatorStream<T> filter(FilterFunction<? super T> function) {
    return to(new BuiltIn.Filter(function));
  }

  public <R> OperatorStream<R> process(ProcessFunction<? super T, R> function) {
    return to(new BuiltIn.Process(function));
  }

  /**
   * For each record what {@code function} has as its result later, in the order of the records;
   * meanwhile others are asked for. Results have the timestamp of their record.
   */
  public <R> OperatorStream<R> mapAsync(AsyncMapFunction<? super T, R> function) {
    return mapAsync(function, AsyncSettings.inOrder());
  }

  /** As {@link #mapAsync(AsyncMapFunction)}, with an order, capacity, timeout and retries. */
  public <R> OperatorStream<R> mapAsync(
      AsyncMapFunction<? super T, R> function, AsyncSettings settings) {
    return processAsync(new MappedAsync<>(Objects.requireNonNull(function, "function")), settings);
  }

  /** For each record any number of results that {@code function} has later. */
  public <R> OperatorStream<R> processAsync(
      AsyncFunction<? super T, R> function, AsyncSettings settings) {
    return to(new BuiltIn.Async(function, settings));
  }

  /** Any operator of one input, also one that is not built in. */
  public <R> OperatorStream<R> transform(OperatorSpec operator) {
    return to(operator);
  }

  /** Gives records timestamps and the stream watermarks. */
  public OperatorStream<T> watermarks(WatermarkStrategy<? super T> strategy) {
    return to(new BuiltIn.Watermarks(strategy));
  }

  /** Records with equal keys go to one subtask, which keeps state and timers for each key. */
  public <K> KeyedStream<T, K> keyBy(KeySelector<? super T, ? extends K> key) {
    return new KeyedStream<>(graph, partitioned(new Partitioning.ByKey(key)).upstreams, key);
  }

  /**
   * Windows over all records, whatever their key; computed by one subtask. For windows of each key
   * see {@link #keyBy}.
   */
  public <W extends Window> AllWindowedStream<T, W> windowAll(
      WindowAssigner<? super T, W> assigner) {
    return new AllWindowedStream<>(this, assigner);
  }

  /** Windows of so many records, one behind the other; computed by one subtask. */
  public AllWindowedStream<T, GlobalWindow> countWindowAll(long size) {
    return windowAll(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
  }

  /** Every {@code slide} records, a window of the last {@code size}; computed by one subtask. */
  public AllWindowedStream<T, GlobalWindow> countWindowAll(long size, long slide) {
    return windowAll(GlobalWindows.create())
        .evictor(CountEvictor.of(size))
        .trigger(CountTrigger.of(slide));
  }

  /** All records of all the streams, in no order between them. */
  @SafeVarargs
  public final DataStream<T> union(DataStream<? extends T>... others) {
    List<Upstream> all = new ArrayList<>(upstreams);
    for (DataStream<? extends T> other : others) {
      all.addAll(other.upstreams);
    }
    return new DataStream<>(graph, all);
  }

  /** Pairs of records of both streams that have a key and a window in common. */
  public <U> JoinedStreams<T, U> join(DataStream<U> other) {
    return new JoinedStreams<>(this, other);
  }

  /** All records of both streams that have a key and a window in common, also of only one. */
  public <U> JoinedStreams<T, U> coGroup(DataStream<U> other) {
    return new JoinedStreams<>(this, other);
  }

  /** Two streams of different types for one operator. */
  public <U> ConnectedStreams<T, U> connect(DataStream<U> other) {
    return new ConnectedStreams<>(graph, this, other);
  }

  /** A stream that this one's operator needs with each record: rules, prices, settings. */
  public <B> BroadcastConnectedStream<T, B> connect(BroadcastStream<B> other) {
    return new BroadcastConnectedStream<>(this, other);
  }

  /**
   * Every record to every subtask of the operator that it is connected to.
   *
   * @param first state that these records fill, the same in every subtask
   */
  public BroadcastStream<T> broadcast(
      BroadcastStateDescriptor<?, ?> first, BroadcastStateDescriptor<?, ?>... others) {
    List<BroadcastStateDescriptor<?, ?>> states = new ArrayList<>();
    states.add(Objects.requireNonNull(first, "state"));
    states.addAll(List.of(others));
    return new BroadcastStream<>(broadcast(), List.copyOf(states));
  }

  /** Subtask i to subtask i; the operator behind must have the same parallelism. */
  public DataStream<T> forward() {
    return partitioned(new Partitioning.Forward());
  }

  /** Round robin over all subtasks of the operator behind. */
  public DataStream<T> rebalance() {
    return partitioned(new Partitioning.Rebalance());
  }

  /** To a subtask of the operator behind that is chosen at random for each record. */
  public DataStream<T> shuffle() {
    return partitioned(new Partitioning.Shuffle());
  }

  /**
   * Round robin over a part of the subtasks of the operator behind: with 2 before and 6 behind,
   * each of the 2 has 3 of its own; with 6 before and 2 behind, 3 share one.
   */
  public DataStream<T> rescale() {
    return partitioned(new Partitioning.Rescale());
  }

  /** Every record to every subtask of the operator behind. */
  public DataStream<T> broadcast() {
    return partitioned(new Partitioning.Broadcast());
  }

  /** Everything to the first subtask of the operator behind. */
  public DataStream<T> global() {
    return partitioned(new Partitioning.Global());
  }

  /** To the subtask that {@code partitioner} names. */
  public <K> DataStream<T> partitionCustom(
      Partitioner<? super K> partitioner, KeySelector<? super T, ? extends K> key) {
    return partitioned(new Partitioning.Custom(partitioner, key));
  }

  /** Ends the stream in a function; its effects are at least once. */
  public OperatorStream<Void> sink(SinkFunction<? super T> function) {
    return to(new BuiltIn.Sink(function));
  }

  /** Ends the stream in a sink whose effects are exactly once. */
  public OperatorStream<Void> sinkTo(TwoPhaseSink<? super T, ?> sink) {
    return this.<Void>to(new BuiltIn.TwoPhase(sink)).name(sink.name());
  }

  /** Writes each record as a line to standard output; at least once. */
  public OperatorStream<Void> print() {
    return this.<Void>to(new BuiltIn.Sink(value -> System.out.println(value))).name("print");
  }

  DataStream<T> partitioned(Partitioning partitioning) {
    List<Upstream> changed = new ArrayList<>();
    for (Upstream upstream : upstreams) {
      changed.add(upstream.partitionedBy(partitioning));
    }
    return new DataStream<>(graph, changed);
  }

  /** In one subtask, as if all records had one key. */
  <R> OperatorStream<R> single(OperatorSpec operator, String because) {
    DataStream<T> all = partitioned(new Partitioning.Global());
    Node node = graph.add(operator, List.of(new NoKey()), Collections.singletonList(all.upstreams));
    node.parallelism = 1;
    node.onlyOneBecause = because;
    return new OperatorStream<>(graph, node, null);
  }

  <R> OperatorStream<R> to(OperatorSpec operator) {
    return to(operator, null);
  }

  <R> OperatorStream<R> to(OperatorSpec operator, KeySelector<?, ?> key) {
    Node node =
        graph.add(
            operator,
            key == null ? List.of() : Collections.singletonList(key),
            Collections.singletonList(upstreams));
    return new OperatorStream<>(graph, node, null);
  }
}
