package io.landfall.storm.window;

/** Says what becomes of each tuple when a window is looked through. */
abstract class Eviction {

  enum Verdict {
    /** It leaves, for good. */
    EXPIRE,
    /** It is in this window. */
    PROCESS,
    /** It is not in this window, but may be in a later one. */
    KEEP,
    /** As {@link #KEEP}, and so are all behind it. */
    STOP
  }

  /**
   * A window is about to fire.
   *
   * @param timeMs the time at which it ends
   * @param count how many tuples there are up to then; null if the trigger did not count
   * @param slideCount tuples since the last window; null unless it fires by count in event time
   * @param slideMs the time between two windows; null unless it fires by the clock
   */
  record Occasion(long timeMs, Long count, Long slideCount, Long slideMs) {}

  static Eviction of(WindowSpec spec) {
    if (spec.lengthCount() != null) {
      return spec.eventTime()
          ? new EventCountEviction(spec.lengthCount())
          : new CountEviction(spec.lengthCount());
    }
    return new TimeEviction(spec.lengthMs(), spec.eventTime() ? spec.lagMs() : null);
  }

  /** A tuple was added. */
  void added() {}

  abstract void onOccasion(Occasion occasion);

  /**
   * @param nowMs the clock's, for a window that has not fired yet
   */
  abstract Verdict judge(long timestampMs, long nowMs);

  abstract long[] state();

  abstract void restore(long[] state);
}
