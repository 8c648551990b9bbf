package io.landfall.api;

import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.KeySelector;
import io.landfall.api.graph.BuiltIn;
import java.util.Arrays;
import java.util.List;

/** Two streams for one operator; with keyed state if both are keyed. */
public final class ConnectedStreams<A, B> {

  private final GraphBuilder graph;
  private final DataStream<A> first;
  private final DataStream<B> second;

  ConnectedStreams(GraphBuilder graph, DataStream<A> first, DataStream<B> second) {
    this.graph = graph;
    this.first = first;
    this.second = second;
  }

  /** Partitions both, so that equal keys of both meet in one subtask. */
  public <K> ConnectedStreams<A, B> keyBy(
      KeySelector<? super A, ? extends K> firstKey, KeySelector<? super B, ? extends K> secondKey) {
    return new ConnectedStreams<>(graph, first.keyBy(firstKey), second.keyBy(secondKey));
  }

  public <R> OperatorStream<R> process(CoProcessFunction<? super A, ? super B, R> function) {
    KeySelector<?, ?> firstKey = keyOf(first);
    KeySelector<?, ?> secondKey = keyOf(second);
    List<KeySelector<?, ?>> keys =
        firstKey == null && secondKey == null ? List.of() : Arrays.asList(firstKey, secondKey);
    return new OperatorStream<>(
        graph,
        graph.add(
            new BuiltIn.CoProcess(function), keys, List.of(first.upstreams, second.upstreams)),
        null);
  }

  private static KeySelector<?, ?> keyOf(DataStream<?> stream) {
    return stream instanceof KeyedStream<?, ?> keyed ? keyed.key : null;
  }
}
