package io.landfall.api.time;

import java.io.Serializable;

/** Reads the event time of a record. */
@FunctionalInterface
public interface TimestampAssigner<T> extends Serializable {

  /**
   * @param recordTimestampMs what the source gave, {@link Long#MIN_VALUE} if nothing
   * @return event time in ms since the epoch
   */
  long timestampMs(T value, long recordTimestampMs);
}
