package io.landfall.api.function;

/**
 * The most general function of two inputs. Keyed state and timers are shared by both inputs if both
 * are keyed.
 */
public interface CoProcessFunction<A, B, O> extends Function {

  void processFirst(A value, ProcessFunction.Context context, Collector<O> out) throws Exception;

  void processSecond(B value, ProcessFunction.Context context, Collector<O> out) throws Exception;

  /** As {@link ProcessFunction#onTimer}. */
  default void onTimer(long timestampMs, ProcessFunction.OnTimerContext context, Collector<O> out)
      throws Exception {}
}
