package io.landfall.runtime.state;

import io.landfall.operators.spi.KeyedTimers;
import io.landfall.runtime.serialization.GenericSerializers;

/**
 * The event and processing timers of one subtask. Task thread only.
 *
 * <p>De-duplicated by key, namespace and timestamp. Timers fire by timestamp; those with the same
 * one in the order in which they were registered, also after a restore.
 */
public final class TimerQueues implements KeyedTimers {

  public TimerQueues(KeyGroupRange range, KeyContext keys, GenericSerializers serializers) {}

  @Override
  public void registerEventTimer(Object namespace, long timestampMs) {}

  @Override
  public void registerProcessingTimer(Object namespace, long timestampMs) {}

  @Override
  public void deleteEventTimer(Object namespace, long timestampMs) {}

  @Override
  public void deleteProcessingTimer(Object namespace, long timestampMs) {}

  /** {@link Long#MAX_VALUE} if there is none. */
  public long nextEventTimestampMs() {
    return Long.MAX_VALUE;
  }

  /** {@link Long#MAX_VALUE} if there is none. */
  public long nextProcessingTimestampMs() {
    return Long.MAX_VALUE;
  }

  /**
   * Fires all event timers up to {@code watermarkMs}, including those that {@code handler} adds.
   *
   * @return true if any fired
   */
  public boolean fireEvent(long watermarkMs, TimerHandler handler) throws Exception {
    return false;
  }

  /** As {@link #fireEvent}, for processing timers. */
  public boolean fireProcessing(long nowMs, TimerHandler handler) throws Exception {
    return false;
  }

  /** Timers of both kinds that are waiting. */
  public long timerCount() {
    return 0;
  }
}
