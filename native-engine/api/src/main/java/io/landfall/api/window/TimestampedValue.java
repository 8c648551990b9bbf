package io.landfall.api.window;

import java.io.Serializable;

/**
 * A record in a window.
 *
 * @param timestampMs its event time; {@link Long#MIN_VALUE} if it has none
 */
public record TimestampedValue<T>(T value, long timestampMs) implements Serializable {

  public boolean hasTimestamp() {
    return timestampMs != Long.MIN_VALUE;
  }
}
