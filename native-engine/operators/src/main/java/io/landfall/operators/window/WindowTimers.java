package io.landfall.operators.window;

import io.landfall.api.window.Window;
import io.landfall.operators.spi.KeyedTimers;

/**
 * The timers of windows. Those of both kinds of time fire when their time has <em>passed</em>: the
 * watermark says by itself that nothing with its timestamp follows, the clock does not. So a timer
 * of the clock is set one ms later than it is called; else a record of a window's last ms would
 * come behind its result, and open it again. (Flink's {@code SystemProcessingTimeService} waits
 * that ms, too.)
 */
final class WindowTimers {

  private final KeyedTimers timers;

  WindowTimers(KeyedTimers timers) {
    this.timers = timers;
  }

  void register(Window window, long timerMs, boolean eventTime) {
    if (eventTime) {
      timers.registerEventTimer(window, timerMs);
    } else {
      timers.registerProcessingTimer(window, passed(timerMs));
    }
  }

  void delete(Window window, long timerMs, boolean eventTime) {
    if (eventTime) {
      timers.deleteEventTimer(window, timerMs);
    } else {
      timers.deleteProcessingTimer(window, passed(timerMs));
    }
  }

  private static long passed(long timerMs) {
    return timerMs == Long.MAX_VALUE ? timerMs : timerMs + 1;
  }

  /** What a timer that has fired was registered as. */
  static long timeOf(long firedMs, boolean eventTime) {
    return eventTime ? firedMs : firedMs - 1;
  }
}
