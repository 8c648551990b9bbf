package io.landfall.api;

import io.landfall.api.function.KeySelector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.graph.OperatorSpec;
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

  @Override
  public <R> OperatorStream<R> process(ProcessFunction<? super T, R> function) {
    return to(new BuiltIn.Process(function), key);
  }

  @Override
  public <R> OperatorStream<R> transform(OperatorSpec operator) {
    return to(operator, key);
  }
}
