package io.landfall.api.function;

import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ReadOnlyBroadcastState;
import io.landfall.api.state.State;

/**
 * Records of a keyed stream, with state and timers of their key, together with another stream of
 * which every subtask sees all records. As Flink's class of this name.
 */
public interface KeyedBroadcastProcessFunction<A, B, O> extends Function {

  /** A record of the keyed stream. */
  void process(A value, ReadOnlyContext context, Collector<O> out) throws Exception;

  /** As {@link BroadcastProcessFunction#processBroadcast}; there is no current key. */
  void processBroadcast(B value, Context context, Collector<O> out) throws Exception;

  /** As {@link ProcessFunction#onTimer}. */
  default void onTimer(long timestampMs, OnTimerContext context, Collector<O> out)
      throws Exception {}

  /** Of a record that is broadcast. */
  interface Context extends BroadcastProcessFunction.Context {

    /**
     * Calls {@code function} for each key of this subtask that has anything in {@code state}, in no
     * order. Over all subtasks, each key is seen once. Takes time and memory by the number of keys;
     * the subtask does nothing else meanwhile. What is done to the broadcast state must not depend
     * on what is seen, since subtasks have different keys.
     *
     * @param state a handle that {@code open} made
     * @throws IllegalArgumentException if {@code state} is none of this function's keyed states
     */
    <K, S extends State> void applyToKeyedState(S state, KeyedStateFunction<K, S> function)
        throws Exception;
  }

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
