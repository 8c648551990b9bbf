package io.landfall.runtime.state;

/** Where due timers go; the timer's key is the current key during the call. */
@FunctionalInterface
public interface TimerHandler {

  void onTimer(Object namespace, long timestampMs, boolean eventTime) throws Exception;
}
