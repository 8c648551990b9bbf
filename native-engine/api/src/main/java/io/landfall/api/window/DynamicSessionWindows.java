package io.landfall.api.window;

import java.util.List;
import java.util.Objects;

/**
 * {@link SessionWindows} of which each record says how long the gap behind it is. Made by {@link
 * SessionWindows#eventTimeWithDynamicGap}.
 */
public record DynamicSessionWindows<T>(SessionGap<T> gap, boolean isEventTime)
    implements MergingTimeWindows<T> {

  public DynamicSessionWindows {
    Objects.requireNonNull(gap, "gap");
  }

  @Override
  public List<TimeWindow> assign(T value, long timestampMs, Context context) throws Exception {
    long gapMs = gap.gapMs(value);
    if (gapMs <= 0) {
      throw new IllegalArgumentException(
          "session windows: gap "
              + gapMs
              + " ms of record '"
              + value
              + "' is not positive; let the function return 1 or more");
    }
    long startMs = isEventTime ? timestampMs : context.processingTimeMs();
    return List.of(Cuts.around(startMs, 0, gapMs));
  }
}
