package io.landfall.operators.window;

import io.landfall.api.window.AlignedWindows;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import io.landfall.operators.spi.OperatorContext;
import java.util.Collection;
import java.util.List;

/** Asks the assigner; for windows that are cut alike for all, only once a slice of time. */
final class Assignment implements WindowAssigner.Context {

  private final OperatorContext context;
  private final WindowAssigner<Object, Window> assigner;

  /** Null if the assigner has to be asked for each record. */
  private final AlignedWindows aligned;

  private TimeWindow slice = new TimeWindow(0, 0);
  private List<TimeWindow> windowsOfSlice;

  Assignment(OperatorContext context, WindowAssigner<Object, Window> assigner) {
    this.context = context;
    this.assigner = assigner;
    WindowAssigner<?, ?> any = assigner;
    this.aligned = any instanceof AlignedWindows windows ? windows : null;
  }

  Collection<? extends Window> windowsOf(Object value, long timestampMs) throws Exception {
    if (assigner.isEventTime()) {
      requireTimestamp(value, timestampMs);
    }
    if (aligned == null) {
      return assigner.assign(value, timestampMs, this);
    }
    long timeMs = aligned.isEventTime() ? timestampMs : context.processingTimeMs();
    if (timeMs < slice.startMs() || timeMs >= slice.endMs()) {
      slice = aligned.sliceOf(timeMs);
      windowsOfSlice = aligned.windowsOf(timeMs);
    }
    return windowsOfSlice;
  }

  static void requireTimestamp(Object value, long timestampMs) {
    if (timestampMs == Long.MIN_VALUE) {
      throw new IllegalStateException(
          "record '"
              + value
              + "' has no timestamp, but the windows are of event time; put"
              + " watermarks(WatermarkStrategy....withTimestamps(...)) before them, or use windows"
              + " of processing time");
    }
  }

  @Override
  public long processingTimeMs() {
    return context.processingTimeMs();
  }
}
