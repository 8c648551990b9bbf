package io.landfall.api.window;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sessions: each record opens a window as long as the gap, and windows of a key that overlap or
 * touch grow together. The idea is Flink's {@code EventTimeSessionWindows}, Beam's {@code
 * Sessions}.
 *
 * <pre>
 *  x--gap--|
 *     x--gap--|              x--gap--|
 *  [          ]              [       ]
 * </pre>
 *
 * Made by the static methods; immutable.
 */
public record SessionWindows(long gapMs, boolean isEventTime)
    implements MergingTimeWindows<Object> {

  /**
   * @param gap above 0; in whole ms
   */
  public static SessionWindows eventTime(Duration gap) {
    return new SessionWindows(Cuts.millis(gap), true);
  }

  /**
   * By the wall clock.
   *
   * @param gap above 0; in whole ms
   */
  public static SessionWindows processingTime(Duration gap) {
    return new SessionWindows(Cuts.millis(gap), false);
  }

  /** Each record says how long its gap is. */
  public static <T> DynamicSessionWindows<T> eventTimeWithDynamicGap(SessionGap<T> gap) {
    return new DynamicSessionWindows<>(gap, true);
  }

  /** By the wall clock; each record says how long its gap is. */
  public static <T> DynamicSessionWindows<T> processingTimeWithDynamicGap(SessionGap<T> gap) {
    return new DynamicSessionWindows<>(gap, false);
  }

  @Override
  public List<TimeWindow> assign(Object value, long timestampMs, Context context) {
    long startMs = isEventTime ? timestampMs : context.processingTimeMs();
    return List.of(Cuts.around(startMs, 0, gapMs));
  }

  @Override
  public Optional<String> mistake() {
    return Mistakes.notPositive("session windows", "gap", gapMs);
  }
}
