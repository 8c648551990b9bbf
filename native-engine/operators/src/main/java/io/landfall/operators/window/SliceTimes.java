package io.landfall.operators.window;

import io.landfall.api.window.AlignedWindows;
import io.landfall.api.window.CumulatingWindows;
import io.landfall.api.window.TimeWindow;

/**
 * What is to be known of the slice of a record. Records in disorder change from slice to slice all
 * the time, and those of one source may be seconds ahead of another's, so the last few hundred are
 * kept, as numbers only. Task thread only.
 */
final class SliceTimes {

  /** A power of two; of 10 s every 100 ms, two and a half windows. */
  private static final int KEPT = 256;

  /** One slice. */
  static final class Times {
    long startMs;

    /** Exclusive; as long as it is not above the start, there is nothing here. */
    long endMs;

    /** The largest timestamp of the first window that it is in. */
    long firstFiringMs;

    /** When the last of its windows is over, lateness included. */
    long expiryMs;

    /** Whether the operator knows that there are values in it. */
    boolean isNoted;
  }

  private final AlignedWindows windows;
  private final long allowedLatenessMs;
  private final long shortestMs;
  private final Times[] kept = new Times[KEPT];

  SliceTimes(AlignedWindows windows, long allowedLatenessMs) {
    this.windows = windows;
    this.allowedLatenessMs = allowedLatenessMs;
    shortestMs = shortest(windows);
    for (int i = 0; i < KEPT; i++) {
      kept[i] = new Times();
    }
  }

  /** No slice is shorter, but for those at both ends of time. */
  private static long shortest(AlignedWindows windows) {
    long rest = windows.sizeMs() % windows.slideMs();
    return rest == 0 || windows instanceof CumulatingWindows
        ? windows.slideMs()
        : Math.min(rest, windows.slideMs() - rest);
  }

  /** Valid until the next call. */
  Times at(long timestampMs) {
    Times times = kept[(int) (timestampMs / shortestMs) & KEPT - 1];
    if (timestampMs < times.startMs || timestampMs >= times.endMs) {
      fill(times, timestampMs);
    }
    return times;
  }

  private void fill(Times times, long timestampMs) {
    TimeWindow slice = windows.sliceOf(timestampMs);
    times.startMs = slice.startMs();
    times.endMs = slice.endMs();
    times.firstFiringMs = windows.firstWindowOf(timestampMs).maxTimestampMs();
    times.expiryMs = expiryMs(timestampMs);
    times.isNoted = false;
  }

  /** When the last window of a slice is over. */
  long expiryMs(long slice) {
    return expiryMs(windows.lastWindowOf(slice));
  }

  /** When a window is over, lateness included. */
  long expiryMs(TimeWindow window) {
    long expiryMs = window.maxTimestampMs() + allowedLatenessMs;
    return expiryMs < window.maxTimestampMs() ? Long.MAX_VALUE : expiryMs;
  }
}
