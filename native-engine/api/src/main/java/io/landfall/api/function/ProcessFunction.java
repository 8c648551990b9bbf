package io.landfall.api.function;

import io.landfall.api.time.TimerService;

/**
 * The most general function of one input: sees timestamps and watermarks, emits to side outputs
 * and, behind {@code keyBy}, uses keyed state and timers.
 */
@FunctionalInterface
public interface ProcessFunction<I, O> extends Function {

  void process(I value, Context context, Collector<O> out) throws Exception;

  /** Called for each timer this function registered, with the key that was current then. */
  default void onTimer(long timestampMs, OnTimerContext context, Collector<O> out)
      throws Exception {}

  /** What a call may ask; only valid during that call. */
  interface Context extends SideOutputs {

    /** The record's or timer's timestamp in ms; {@link Long#MIN_VALUE} if it has none. */
    long timestampMs();

    /** The clock and timers; registering needs a keyed input. */
    TimerService timers();

    /** The key of the record or timer; null without {@code keyBy}. */
    Object currentKey();
  }

  /** The context of a timer. */
  interface OnTimerContext extends Context {

    /** True for an event-time timer, false for a processing-time one. */
    boolean isEventTime();
  }
}
