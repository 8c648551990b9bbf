package io.landfall.api;

import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.MapFunction;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.window.Aggregates;
import io.landfall.api.window.CountEvictor;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.GlobalWindow;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.PurgingTrigger;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import java.util.List;

/** A stream partitioned by key: what is applied to it has state and timers for each key. */
public final class KeyedStream<T, K> extends DataStream<T> {

  final KeySelector<? super T, ? extends K> key;

  KeyedStream(
      GraphBuilder graph,
      List<GraphBuilder.Upstream> upstreams,
      KeySelector<? super T, ? extends K> key) {
    super(graph, upstreams);
    this.key = key;
  }

  /** For each record, the reduction of all its key's records so far. */
  public OperatorStream<T> reduce(ReduceFunction<T> function) {
    return to(new BuiltIn.Reduce(function), key);
  }

  /**
   * For each record, the aggregate of all its key's records so far; {@code merge} is not called.
   */
  public <A, V> OperatorStream<V> aggregate(AggregateFunction<? super T, A, V> function) {
    return to(new BuiltIn.Process(new RunningAggregate<>(function)), key);
  }

  /** For each record, how many its key has had. */
  public OperatorStream<Long> count() {
    return aggregate(Aggregates.<T>count());
  }

  /** For each record, the sum of its key so far; fails beyond the range of a long. */
  public OperatorStream<Long> sumLong(MapFunction<? super T, Long> extractor) {
    return aggregate(Aggregates.<T>sumLong(extractor));
  }

  /** For each record, the sum of its key so far. */
  public OperatorStream<Double> sumDouble(MapFunction<? super T, Double> extractor) {
    return aggregate(Aggregates.<T>sumDouble(extractor));
  }

  /** For each record, the smallest that {@code extractor} has given for its key so far. */
  public <C extends Comparable<? super C>> OperatorStream<C> min(
      MapFunction<? super T, ? extends C> extractor) {
    return aggregate(Aggregates.<T, C>min(extractor));
  }

  /** For each record, the largest that {@code extractor} has given for its key so far. */
  public <C extends Comparable<? super C>> OperatorStream<C> max(
      MapFunction<? super T, ? extends C> extractor) {
    return aggregate(Aggregates.<T, C>max(extractor));
  }

  /** For each record, its key's with the smallest of what {@code extractor} gives; the first. */
  public <C extends Comparable<? super C>> OperatorStream<T> minBy(
      MapFunction<? super T, ? extends C> extractor) {
    return reduce(WindowFunctions.minBy(extractor));
  }

  /** For each record, its key's with the largest of what {@code extractor} gives; the first. */
  public <C extends Comparable<? super C>> OperatorStream<T> maxBy(
      MapFunction<? super T, ? extends C> extractor) {
    return reduce(WindowFunctions.maxBy(extractor));
  }

  /** Windows of each key. */
  public <W extends Window> WindowedStream<T, K, W> window(WindowAssigner<? super T, W> assigner) {
    return new WindowedStream<>(this, assigner);
  }

  /** Windows of so many records of a key, one behind the other. */
  public WindowedStream<T, K, GlobalWindow> countWindow(long size) {
    return window(GlobalWindows.create()).trigger(PurgingTrigger.of(CountTrigger.of(size)));
  }

  /** Every {@code slide} records of a key, a window of its last {@code size}. */
  public WindowedStream<T, K, GlobalWindow> countWindow(long size, long slide) {
    return window(GlobalWindows.create())
        .evictor(CountEvictor.of(size))
        .trigger(CountTrigger.of(slide));
  }

  /** Pairs of records of both streams that have a key in common and are close in event time. */
  public <U> IntervalJoin<T, U, K> intervalJoin(KeyedStream<U, K> other) {
    return new IntervalJoin<>(this, other);
  }

  @Override
  public <R> OperatorStream<R> process(ProcessFunction<? super T, R> function) {
    return to(new BuiltIn.Process(function), key);
  }

  /** Requests under way stay with their key, whatever the parallelism behind a restore. */
  @Override
  public <R> OperatorStream<R> processAsync(
      AsyncFunction<? super T, R> function, AsyncSettings settings) {
    return to(new BuiltIn.Async(function, settings), key);
  }

  @Override
  public <R> OperatorStream<R> transform(OperatorSpec operator) {
    return to(operator, key);
  }
}
