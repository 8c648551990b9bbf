package io.landfall.api.function;

import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ReadOnlyBroadcastState;

/**
 * Records of a keyed stream, with state and timers of their key, together with another stream of
 * which every subtask sees all records. As Flink's class of this name.
 */
public interface KeyedBroadcastProcessFunction<A, B, O> extends Function {

  /** A record of the keyed stream. */
  void process(A value, ReadOnlyContext context, Collector<O> out) throws Exception;

  /** As {@link BroadcastProcessFunction#processBroadcast}; there is no current key. */
  void processBroadcast(B value, BroadcastProcessFunction.Context context, Collector<O> out)
      throws Exception;

  /** As {@link ProcessFunction#onTimer}. */
  default void onTimer(long timestampMs, OnTimerContext context, Collector<O> out)
      throws Exception {}

  /** What a call may ask; only valid during that call. */
  interface ReadOnlyContext extends ProcessFunction.Context {

    /**
     * @throws IllegalArgumentException if the stream was not broadcast with this state
     */
    <K, V> ReadOnlyBroadcastState<K, V> broadcastState(BroadcastStateDescriptor<K, V> descriptor);
  }

  /** The context of a timer. */
  interface OnTimerContext extends ReadOnlyContext, ProcessFunction.OnTimerContext {}
}
