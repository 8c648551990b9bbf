package io.landfall.storm.launch;

import io.landfall.storm.task.Activity;
import java.util.Map;

/**
 * Tells whether a topology has had nothing to do for a given time: its spouts emitted nothing and
 * waited for nothing, and each was asked for a tuple meanwhile; one that only gets no processor, or
 * has not come to its first tuple yet, is not idle. One thread, which looks again and again.
 */
final class Idleness {

  private final long idleNs;
  private long lastEmittedCount = -1;
  private Map<Activity.Spout, Long> askedBefore = Map.of();
  private long sinceNs;

  Idleness(long idleNs) {
    this.idleNs = idleNs;
  }

  /**
   * @param running whether the topology runs just now, rather than being started again
   * @param nowNs of a clock that only goes forward
   */
  boolean isReached(boolean running, Activity activity, long nowNs) {
    long emittedCount = activity.emittedCount();
    if (!running || !activity.nothingPending() || emittedCount != lastEmittedCount) {
      lastEmittedCount = emittedCount;
      askedBefore = activity.askedInVain();
      sinceNs = nowNs;
      return false;
    }
    return nowNs - sinceNs >= idleNs && allAskedInVain(activity);
  }

  /** Of two calls that ended since, the second has begun since, too: what it found is not old. */
  private boolean allAskedInVain(Activity activity) {
    return activity.askedInVain().entrySet().stream()
        .allMatch(now -> now.getValue() >= askedBefore.getOrDefault(now.getKey(), 0L) + 2);
  }
}
