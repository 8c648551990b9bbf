package io.landfall.api.window;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Windows of one size, one behind the other: each record is in one. The idea is Flink's {@code
 * TumblingEventTimeWindows}, Beam's {@code FixedWindows}.
 *
 * <pre>
 *  |--------|--------|--------|
 *  offset    size     size
 * </pre>
 *
 * Made by {@link #eventTime} and {@link #processingTime}; immutable.
 */
public record TumblingWindows(long sizeMs, long offsetMs, boolean isEventTime)
    implements AlignedWindows {

  /**
   * @param size above 0; in whole ms
   */
  public static TumblingWindows eventTime(Duration size) {
    return new TumblingWindows(Cuts.millis(size), 0, true);
  }

  /**
   * By the wall clock.
   *
   * @param size above 0; in whole ms
   */
  public static TumblingWindows processingTime(Duration size) {
    return new TumblingWindows(Cuts.millis(size), 0, false);
  }

  /**
   * Windows start at multiples of the size plus {@code offset}: days that start at midnight in
   * Beijing have one of -8 h.
   *
   * @param offset shorter than the size; may be negative
   */
  public TumblingWindows withOffset(Duration offset) {
    return new TumblingWindows(sizeMs, Cuts.millis(offset), isEventTime);
  }

  @Override
  public long slideMs() {
    return sizeMs;
  }

  @Override
  public List<TimeWindow> windowsOf(long atMs) {
    return List.of(sliceOf(atMs));
  }

  @Override
  public TimeWindow firstWindowOf(long atMs) {
    return sliceOf(atMs);
  }

  @Override
  public TimeWindow lastWindowOf(long atMs) {
    return sliceOf(atMs);
  }

  @Override
  public TimeWindow sliceOf(long atMs) {
    long timestampMs = Cuts.inside(atMs);
    return Cuts.around(timestampMs, Cuts.since(timestampMs, sizeMs, offsetMs), sizeMs);
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositive("tumbling windows", "size", sizeMs)
        .or(() -> Mistakes.offset("tumbling windows", offsetMs, "size", sizeMs));
  }
}
