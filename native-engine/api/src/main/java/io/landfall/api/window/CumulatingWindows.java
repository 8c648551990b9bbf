package io.landfall.api.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Windows that start together every size and end one step after the other, as for the visitors of
 * the day so far, every hour. The idea is {@code CUMULATE} of Flink's SQL.
 *
 * <pre>
 *  |---|           |---|
 *  |-------|       |-------|
 *  |-----------|   |-----------|
 *  |---------------|---------------|
 *  offset          size         (step: from one end to the next)
 * </pre>
 *
 * Made by {@link #eventTime} and {@link #processingTime}; immutable.
 */
public record CumulatingWindows(long sizeMs, long slideMs, long offsetMs, boolean isEventTime)
    implements AlignedWindows {

  /**
   * @param size of the longest; above 0, in whole ms
   * @param step above 0; the size is a whole number of steps
   */
  public static CumulatingWindows eventTime(Duration size, Duration step) {
    return new CumulatingWindows(Cuts.millis(size), Cuts.millis(step), 0, true);
  }

  /** By the wall clock; otherwise as {@link #eventTime}. */
  public static CumulatingWindows processingTime(Duration size, Duration step) {
    return new CumulatingWindows(Cuts.millis(size), Cuts.millis(step), 0, false);
  }

  /**
   * Windows start at multiples of the size plus {@code offset}.
   *
   * @param offset shorter than the size; may be negative
   */
  public CumulatingWindows withOffset(Duration offset) {
    return new CumulatingWindows(sizeMs, slideMs, Cuts.millis(offset), isEventTime);
  }

  @Override
  public List<TimeWindow> windowsOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    long sinceMs = Cuts.since(timestampMs, sizeMs, offsetMs);
    List<TimeWindow> windows = new ArrayList<>();
    long lengthMs = sinceMs - sinceMs % slideMs;
    TimeWindow window;
    do {
      lengthMs += slideMs;
      window = Cuts.around(timestampMs, sinceMs, lengthMs);
      windows.add(window);
      // At the end of time the next one would be the same again.
    } while (lengthMs < sizeMs && window.endMs() != Long.MAX_VALUE);
    return Collections.unmodifiableList(windows);
  }

  /** The one that ends with the step. */
  @Override
  public TimeWindow firstWindowOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    long sinceMs = Cuts.since(timestampMs, sizeMs, offsetMs);
    return Cuts.around(timestampMs, sinceMs, sinceMs - sinceMs % slideMs + slideMs);
  }

  /** The longest one. */
  @Override
  public TimeWindow lastWindowOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    return Cuts.around(timestampMs, Cuts.since(timestampMs, sizeMs, offsetMs), sizeMs);
  }

  @Override
  public TimeWindow sliceOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    return Cuts.around(timestampMs, Cuts.since(timestampMs, sizeMs, offsetMs) % slideMs, slideMs);
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositive("cumulating windows", "size", sizeMs)
        .or(() -> Mistakes.notPositive("cumulating windows", "step", slideMs))
        .or(() -> Mistakes.notWhole("cumulating windows", sizeMs, slideMs))
        .or(() -> Mistakes.offset("cumulating windows", offsetMs, "size", sizeMs));
  }
}
