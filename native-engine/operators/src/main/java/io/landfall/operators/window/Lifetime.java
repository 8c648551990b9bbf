package io.landfall.operators.window;

import io.landfall.api.window.Window;

/**
 * How long windows are kept. One of event time until the watermark reaches its last timestamp plus
 * the allowed lateness; one of processing time until the clock has passed its last timestamp. Where
 * that is the largest time there is, for ever.
 */
final class Lifetime {

  private final boolean eventTime;
  private final long allowedLatenessMs;
  private final WatermarkFloor watermark;
  private final WindowTimers timers;

  Lifetime(
      WindowTimers timers, boolean eventTime, long allowedLatenessMs, WatermarkFloor watermark) {
    this.eventTime = eventTime;
    this.allowedLatenessMs = allowedLatenessMs;
    this.watermark = watermark;
    this.timers = timers;
  }

  private long endMs(Window window) {
    long lastMs = window.maxTimestampMs();
    if (!eventTime) {
      return lastMs;
    }
    long sum = lastMs + allowedLatenessMs;
    return sum < lastMs ? Long.MAX_VALUE : sum;
  }

  /** True if the window is not kept any more, so that nothing may be added. */
  boolean isLate(Window window) {
    return eventTime && endMs(window) <= watermark.watermarkMs();
  }

  /** True if a timer of this kind and time says that the window is over. */
  boolean isEnd(Window window, long timerMs, boolean eventTimer) {
    return eventTimer == eventTime && timerMs == endMs(window);
  }

  void start(Window window) {
    long endMs = endMs(window);
    if (endMs != Long.MAX_VALUE) {
      timers.register(window, endMs, eventTime);
    }
  }

  /** The window has become part of another. */
  void cancel(Window window) {
    timers.delete(window, endMs(window), eventTime);
  }
}
