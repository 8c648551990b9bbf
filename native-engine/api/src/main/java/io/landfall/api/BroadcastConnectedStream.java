package io.landfall.api;

import io.landfall.api.function.BroadcastProcessFunction;
import io.landfall.api.function.Function;
import io.landfall.api.function.KeySelector;
import io.landfall.api.function.KeyedBroadcastProcessFunction;
import io.landfall.api.graph.BuiltIn;
import java.util.Arrays;
import java.util.List;

/** A stream, keyed or not, and one that is broadcast, for one operator. */
public final class BroadcastConnectedStream<A, B> {

  private final DataStream<A> stream;
  private final BroadcastStream<B> broadcast;

  BroadcastConnectedStream(DataStream<A> stream, BroadcastStream<B> broadcast) {
    this.stream = stream;
    this.broadcast = broadcast;
  }

  /** Without state of the key, also if the stream is keyed. */
  public <R> OperatorStream<R> process(BroadcastProcessFunction<? super A, ? super B, R> function) {
    return to(function, List.of());
  }

  /**
   * With state and timers of the key.
   *
   * @throws IllegalStateException if the stream has no key
   */
  public <R> OperatorStream<R> process(
      KeyedBroadcastProcessFunction<? super A, ? super B, R> function) {
    if (!(stream instanceof KeyedStream<A, ?> keyed)) {
      throw new IllegalStateException(
          "operator 'broadcast-process': a KeyedBroadcastProcessFunction needs a keyed stream; put"
              + " keyBy before connect, or use a BroadcastProcessFunction");
    }
    return to(function, Arrays.asList(keyed.key, null));
  }

  private <R> OperatorStream<R> to(Function function, List<KeySelector<?, ?>> keys) {
    return new OperatorStream<>(
        stream.graph,
        stream.graph.add(
            new BuiltIn.BroadcastProcess(function, broadcast.states),
            keys,
            List.of(stream.upstreams, broadcast.stream.upstreams)),
        null);
  }
}
