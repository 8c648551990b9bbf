package io.landfall.api.window;

import java.time.Duration;

/** Exact arithmetic of cutting time into equal parts, for any {@code long}. */
final class Cuts {

  /** Whole ms; the largest there is if it does not fit. */
  static long millis(Duration duration) {
    try {
      return duration.toMillis();
    } catch (ArithmeticException tooLong) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /** The last timestamp that a window, whose end is exclusive, can have, for the one behind it. */
  static long inside(long timestampMs) {
    return Math.min(timestampMs, Long.MAX_VALUE - 1);
  }

  /** How far {@code timestampMs} is behind the last multiple of {@code sizeMs} plus the offset. */
  static long since(long timestampMs, long sizeMs, long offsetMs) {
    long since = Math.floorMod(timestampMs, sizeMs) - Math.floorMod(offsetMs, sizeMs);
    return since < 0 ? since + sizeMs : since;
  }

  /**
   * @param lengthMs not negative
   */
  static long after(long timestampMs, long lengthMs) {
    long sum = timestampMs + lengthMs;
    return sum < timestampMs ? Long.MAX_VALUE : sum;
  }

  /**
   * @param lengthMs not negative
   */
  static long before(long timestampMs, long lengthMs) {
    long difference = timestampMs - lengthMs;
    return difference > timestampMs ? Long.MIN_VALUE : difference;
  }

  /** The window around {@code timestampMs} that started {@code sinceMs} ago. */
  static TimeWindow around(long timestampMs, long sinceMs, long sizeMs) {
    return new TimeWindow(before(timestampMs, sinceMs), after(timestampMs, sizeMs - sinceMs));
  }

  private Cuts() {}
}
