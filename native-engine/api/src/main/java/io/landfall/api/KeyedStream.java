package io.landfall.api;

import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncSettings;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.OperatorSpec;
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
