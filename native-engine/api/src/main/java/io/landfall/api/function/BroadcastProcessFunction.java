package io.landfall.api.function;

import io.landfall.api.state.BroadcastState;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ReadOnlyBroadcastState;

/**
 * Records of one stream together with another of which every subtask sees all records: rules,
 * prices, settings. As Flink's class of this name.
 */
public interface BroadcastProcessFunction<A, B, O> extends Function {

  /** A record of the stream that is spread over the subtasks. */
  void process(A value, ReadOnlyContext context, Collector<O> out) throws Exception;

  /**
   * A record that every subtask gets. What it does to the state must be the same in all, so it must
   * depend on nothing else.
   */
  void processBroadcast(B value, Context context, Collector<O> out) throws Exception;

  /** What a call may ask; only valid during that call. */
  interface Basics extends SideOutputs {

    /** The record's timestamp in ms; {@link Long#MIN_VALUE} if it has none. */
    long timestampMs();

    /** Wall clock in ms since the epoch. */
    long processingTimeMs();

    /** Event time of both streams together, ms; {@link Long#MIN_VALUE} before the first. */
    long watermarkMs();
  }

  /** Of a record that is not broadcast. */
  interface ReadOnlyContext extends Basics {

    /**
     * @throws IllegalArgumentException if the stream was not broadcast with this state
     */
    <K, V> ReadOnlyBroadcastState<K, V> broadcastState(BroadcastStateDescriptor<K, V> descriptor);
  }

  /** Of a record that is broadcast. */
  interface Context extends Basics {

    /**
     * @throws IllegalArgumentException if the stream was not broadcast with this state
     */
    <K, V> BroadcastState<K, V> broadcastState(BroadcastStateDescriptor<K, V> descriptor);
  }
}
