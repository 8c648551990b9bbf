package io.landfall.storm.window;

import io.landfall.storm.window.Eviction.Occasion;

/** Says when a window fires. What fires by the clock is driven by {@link Windowing#onTime}. */
abstract class Trigger {

  /** The window that it belongs to. */
  interface Target {
    /** Fires; false if there was nothing in it. */
    boolean fire(Occasion occasion);

    /** Tuples up to a time, inclusive. */
    long countUpTo(long timeMs);

    /** The earliest time of a tuple in the range; {@link Long#MAX_VALUE} if there is none. */
    long earliestWithin(long fromExclusiveMs, long toInclusiveMs);

    /** The latest time so far at each so-manieth tuple of those in the range, in their order. */
    long[] timesAtEach(int count, long fromExclusiveMs, long toInclusiveMs);
  }

  static Trigger of(WindowSpec spec, Target target) {
    if (spec.slideCount() != null) {
      return spec.eventTime()
          ? new EventCountTrigger(spec.slideCount(), target)
          : new CountTrigger(spec.slideCount(), target);
    }
    return spec.eventTime() ? new EventTimeTrigger(spec.slideMs(), target) : new ClockTrigger();
  }

  void added(long nowMs) {}

  void onWatermark(long watermarkMs) {}

  /** The window has fired. */
  void reset() {}

  abstract long state();

  abstract void restore(long state);

  /** Nothing of its own: it fires when it is told what time it is. */
  private static final class ClockTrigger extends Trigger {
    @Override
    long state() {
      return 0;
    }

    @Override
    void restore(long state) {}
  }

  /** After so many tuples. */
  private static final class CountTrigger extends Trigger {
    private final int slide;
    private final Target target;
    private int count;

    CountTrigger(int slide, Target target) {
      this.slide = slide;
      this.target = target;
    }

    @Override
    void added(long nowMs) {
      count++;
      if (count >= slide) {
        target.fire(new Occasion(nowMs, null, null, null));
      }
    }

    @Override
    void reset() {
      count = 0;
    }

    @Override
    long state() {
      return count;
    }

    @Override
    void restore(long state) {
      count = (int) state;
    }
  }

  /** At each multiple of the interval that event time has passed and that has tuples before it. */
  private static final class EventTimeTrigger extends Trigger {
    private final long slideMs;
    private final Target target;
    private long nextEndMs;

    EventTimeTrigger(long slideMs, Target target) {
      this.slideMs = slideMs;
      this.target = target;
    }

    @Override
    void onWatermark(long watermarkMs) {
      long endMs = nextEndMs;
      while (endMs <= watermarkMs) {
        if (target.fire(new Occasion(endMs, target.countUpTo(endMs), null, null))) {
          endMs += slideMs;
        } else {
          long aligned = aligned(target.earliestWithin(endMs, watermarkMs));
          if (aligned == Long.MAX_VALUE) {
            break;
          }
          endMs = aligned;
        }
      }
      nextEndMs = endMs;
    }

    private long aligned(long timeMs) {
      return timeMs == Long.MAX_VALUE || timeMs % slideMs == 0
          ? timeMs
          : timeMs + slideMs - timeMs % slideMs;
    }

    @Override
    long state() {
      return nextEndMs;
    }

    @Override
    void restore(long state) {
      nextEndMs = state;
    }
  }

  /** After so many tuples that event time has passed. */
  private static final class EventCountTrigger extends Trigger {
    private final int slide;
    private final Target target;
    private long lastMs;

    EventCountTrigger(int slide, Target target) {
      this.slide = slide;
      this.target = target;
    }

    @Override
    void onWatermark(long watermarkMs) {
      for (long timeMs : target.timesAtEach(slide, lastMs, watermarkMs)) {
        target.fire(new Occasion(timeMs, null, (long) slide, null));
        lastMs = timeMs;
      }
    }

    @Override
    long state() {
      return lastMs;
    }

    @Override
    void restore(long state) {
      lastMs = state;
    }
  }
}
