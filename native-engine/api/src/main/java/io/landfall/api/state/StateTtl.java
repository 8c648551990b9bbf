package io.landfall.api.state;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long an entry of a keyed state lives, by the processing-time clock. An expired entry is never
 * returned; its memory is given back when it is next touched and when a checkpoint passes over it.
 *
 * @param refreshOnRead true if reading an entry also starts its time anew
 */
public record StateTtl(Duration timeToLive, boolean refreshOnRead) implements Serializable {

  public StateTtl {
    if (timeToLive.isNegative() || timeToLive.isZero()) {
      throw new IllegalArgumentException(
          "time to live " + timeToLive + " is not positive; give 1 ms or more");
    }
  }

  /** Counts from the last write. */
  public static StateTtl afterWrite(Duration timeToLive) {
    return new StateTtl(timeToLive, false);
  }
}
