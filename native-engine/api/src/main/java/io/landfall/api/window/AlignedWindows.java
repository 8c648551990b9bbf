package io.landfall.api.window;

import java.util.List;

/**
 * Windows that are cut alike for all keys, and for which a timestamp says it all.
 *
 * <p>Time is also cut into <em>slices</em>: the timestamps of one slice are in the same windows,
 * and each window is made of whole slices. All arithmetic is exact for any {@code long}; bounds
 * that do not fit into one are the smallest or largest there is, and {@link Long#MAX_VALUE} counts
 * as the timestamp before it.
 */
public sealed interface AlignedWindows extends WindowAssigner<Object, TimeWindow>
    permits TumblingWindows, SlidingWindows, CumulatingWindows {

  /** How long the (longest) window is, in ms. */
  long sizeMs();

  /** From the start (for cumulating windows: from the end) of one window to that of the next. */
  long slideMs();

  /** The windows start at multiples of the slide (cumulating: of the size) plus this, in ms. */
  long offsetMs();

  /** The windows that {@code timestampMs} is in, those that end first first; unmodifiable. */
  List<TimeWindow> windowsOf(long timestampMs);

  /** Of {@link #windowsOf} the first one, without making the others. */
  TimeWindow firstWindowOf(long timestampMs);

  /** Of {@link #windowsOf} the last one, without making the others. */
  TimeWindow lastWindowOf(long timestampMs);

  /** The slice that {@code timestampMs} is in. */
  TimeWindow sliceOf(long timestampMs);

  @Override
  default List<TimeWindow> assign(Object value, long timestampMs, Context context) {
    return windowsOf(isEventTime() ? timestampMs : context.processingTimeMs());
  }

  @Override
  default Trigger<Object, Window> defaultTrigger() {
    return isEventTime() ? EventTimeTrigger.create() : ProcessingTimeTrigger.create();
  }
}
