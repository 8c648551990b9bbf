package io.landfall.api.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Windows of one size, of which one starts every slide: a record is in about size / slide of them.
 * The idea is Flink's {@code SlidingEventTimeWindows}, Beam's {@code SlidingWindows}.
 *
 * <pre>
 *  |-----------|
 *      |-----------|
 *          |-----------|
 *  offset   slide   size
 * </pre>
 *
 * Made by {@link #eventTime} and {@link #processingTime}; immutable.
 */
public record SlidingWindows(long sizeMs, long slideMs, long offsetMs, boolean isEventTime)
    implements AlignedWindows {

  /**
   * @param size above 0; in whole ms
   * @param slide above 0 and not longer than the size, or records would be in no window
   */
  public static SlidingWindows eventTime(Duration size, Duration slide) {
    return new SlidingWindows(Cuts.millis(size), Cuts.millis(slide), 0, true);
  }

  /** By the wall clock; otherwise as {@link #eventTime}. */
  public static SlidingWindows processingTime(Duration size, Duration slide) {
    return new SlidingWindows(Cuts.millis(size), Cuts.millis(slide), 0, false);
  }

  /**
   * Windows start at multiples of the slide plus {@code offset}.
   *
   * @param offset shorter than the slide; may be negative
   */
  public SlidingWindows withOffset(Duration offset) {
    return new SlidingWindows(sizeMs, slideMs, Cuts.millis(offset), isEventTime);
  }

  @Override
  public List<TimeWindow> windowsOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    List<TimeWindow> windows = new ArrayList<>();
    long sinceMs = Cuts.since(timestampMs, slideMs, offsetMs);
    // Below 0 it has run over, which is far beyond the size.
    for (; sinceMs >= 0 && sinceMs < sizeMs; sinceMs += slideMs) {
      windows.add(Cuts.around(timestampMs, sinceMs, sizeMs));
    }
    Collections.reverse(windows);
    return Collections.unmodifiableList(windows);
  }

  /** The one that started first. */
  @Override
  public TimeWindow firstWindowOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    long sinceMs = Cuts.since(timestampMs, slideMs, offsetMs);
    long earlierMs = (sizeMs - 1 - sinceMs) / slideMs * slideMs;
    return Cuts.around(timestampMs, sinceMs + earlierMs, sizeMs);
  }

  /** The one that started last. */
  @Override
  public TimeWindow lastWindowOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    return Cuts.around(timestampMs, Cuts.since(timestampMs, slideMs, offsetMs), sizeMs);
  }

  /** From the last start or end of any window to the next one. */
  @Override
  public TimeWindow sliceOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    long sinceStartMs = Cuts.since(timestampMs, slideMs, offsetMs);
    long sinceEndMs =
        Cuts.since(
            timestampMs,
            slideMs,
            Math.floorMod(sizeMs, slideMs) - slideMs + Math.floorMod(offsetMs, slideMs));
    return new TimeWindow(
        Cuts.before(timestampMs, Math.min(sinceStartMs, sinceEndMs)),
        Cuts.after(timestampMs, slideMs - Math.max(sinceStartMs, sinceEndMs)));
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositive("sliding windows", "size", sizeMs)
        .or(() -> Mistakes.notPositive("sliding windows", "slide", slideMs))
        .or(() -> Mistakes.longer("sliding windows", "slide", slideMs, sizeMs))
        .or(() -> Mistakes.offset("sliding windows", offsetMs, "slide", slideMs));
  }
}
