package io.landfall.operators.window;

import io.landfall.api.function.Counter;
import io.landfall.api.function.Function;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.window.AlignedWindows;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.operators.process.FunctionContext;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import io.landfall.operators.spi.SliceState;
import io.landfall.operators.spi.Upcoming;

/**
 * Aligned windows of event time, folded by slices: stream slicing as of Krishnamurthy and others,
 * "On-the-fly sharing for streamed aggregation", 2006. Same results as with a trigger and timers
 * for each key and window, at one look-up a record.
 *
 * <pre>
 *  record ─▶ slice of its timestamp, value of its key         windows   |-----------|
 *  watermark ─▶ windows that end, in order: totals of their                |-----------|
 *               slices, emitted for all keys                  slices    |--|--|--|--|--|
 *            ─▶ slices that no window will need: dropped
 * </pre>
 */
final class SliceWindowOperator extends AbstractOperator {

  private static final long NEVER = Long.MAX_VALUE;

  private final WindowParts parts;
  private final AlignedWindows windows;
  private final Fold fold;
  private final SliceTimes times;
  private WindowStates states;
  private WatermarkFloor watermark;
  private Emission emission;
  private SliceState<Object> slices;

  private final long[] upcomingSlices = new long[Upcoming.MOST];

  /** Null if each window is one slice. */
  private WindowTotals totals;

  /** Null if late records are dropped. */
  private Output lateOutput;

  private Counter lateRecordsDropped;

  /**
   * Windows up to this, by their largest timestamp, were fired for all keys; later ones perhaps for
   * those of some key groups, before a restart.
   */
  private long firedMs = Long.MIN_VALUE;

  /** Of those that end there, the ones up to this start: at the end of time many end together. */
  private long firedStartMs = Long.MAX_VALUE;

  /** No slice below has a window that is still to be fired. */
  private long searchFromMs = Long.MAX_VALUE;

  /** Nothing is to be fired before. */
  private long nextFiringMs = NEVER;

  /** Nothing is to be dropped before. */
  private long nextExpiryMs = NEVER;

  SliceWindowOperator(WindowParts parts) {
    this.parts = parts;
    windows = (AlignedWindows) (WindowAssigner<?, ?>) parts.assigner();
    fold = Fold.of(parts.computation());
    times = new SliceTimes(windows, parts.allowedLatenessMs());
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    states = new WindowStates(context);
    watermark = new WatermarkFloor(context, "window-watermark");
    emission = new Emission(parts.computation().function(), context, states, watermark, false);
    fold.copyWith(context.genericSerializer());
    slices = context.sliceState(StateDescriptor.of("window-slices"));
    if (!(windows instanceof TumblingWindows)) {
      totals = new WindowTotals(slices, fold);
    }
    lateOutput = parts.lateOutput() == null ? null : context.sideOutput(parts.lateOutput().id());
    lateRecordsDropped = context.counter("lateRecordsDropped");
    for (Function function : parts.functions()) {
      function.open(new FunctionContext(context));
    }
    firedMs = watermark.lowestMs();
    searchFromMs = Long.MIN_VALUE;
    findNextFiring();
    findNextExpiry();
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    Assignment.requireTimestamp(value, timestampMs);
    SliceTimes.Times slice = times.at(timestampMs);
    long nowMs = watermark.watermarkMs();
    if (slice.expiryMs <= nowMs) {
      onLate(value, timestampMs);
      return;
    }
    Object before = slices.get(slice.startMs);
    slices.put(slice.startMs, fold.add(value, before));
    if (totals != null) {
      totals.onAdded(slice.startMs, value, before == null);
    }
    if (!slice.isNoted) {
      note(slice);
    }
    if (slice.firstFiringMs <= nowMs) {
      fireAgain(timestampMs, nowMs);
    }
  }

  @Override
  public void onUpcoming(Upcoming records) {
    for (int i = 0; i < records.count(); i++) {
      long timestampMs = records.timestampMs(i);
      // One without a timestamp is refused when it comes.
      upcomingSlices[i] =
          timestampMs == Long.MIN_VALUE ? SliceState.NONE : times.at(timestampMs).startMs;
    }
    slices.fetch(upcomingSlices);
  }

  /** There is something in a slice now. */
  private void note(SliceTimes.Times slice) {
    slice.isNoted = true;
    searchFromMs = Math.min(searchFromMs, slice.startMs);
    nextExpiryMs = Math.min(nextExpiryMs, slice.expiryMs);
    TimeWindow unfired = firstUnfired(slice.startMs);
    if (unfired != null) {
      nextFiringMs = Math.min(nextFiringMs, unfired.maxTimestampMs());
    }
  }

  /** The first of a slice's windows that was not fired; null if there is none. */
  private TimeWindow firstUnfired(long slice) {
    TimeWindow first = windows.firstWindowOf(slice);
    // Mostly none was, and there may be hundreds.
    if (isUnfired(first)) {
      return first;
    }
    for (TimeWindow window : windows.windowsOf(slice)) {
      if (isUnfired(window)) {
        return window;
      }
    }
    return null;
  }

  private boolean isUnfired(TimeWindow window) {
    return window.maxTimestampMs() > firedMs
        || window.maxTimestampMs() == firedMs && window.startMs() > firedStartMs;
  }

  private void onLate(Object value, long timestampMs) {
    if (lateOutput != null) {
      lateOutput.emit(value, timestampMs);
    } else {
      lateRecordsDropped.add(1);
    }
  }

  /** A record came to windows that were fired, but are kept for such as it. */
  private void fireAgain(long timestampMs, long nowMs) throws Exception {
    for (TimeWindow window : windows.windowsOf(timestampMs)) {
      if (window.maxTimestampMs() <= nowMs && times.expiryMs(window) > nowMs) {
        states.enter(window);
        emission.emitOne(window, fold.lastingResult(totalOf(window)));
      }
    }
  }

  /** Of the current key. */
  private Object totalOf(TimeWindow window) throws Exception {
    if (totals == null) {
      return slices.get(window.startMs());
    }
    Object total = null;
    long slice = slices.ceiling(window.startMs());
    while (slice < window.endMs()) {
      Object part = slices.get(slice);
      if (part != null) {
        total = fold.merge(total, part);
      }
      slice = slices.ceiling(slice + 1);
    }
    return total;
  }

  @Override
  public void onWatermark(long toMs) throws Exception {
    // What was fired for some keys before a restart has to be known until it is passed for all.
    advance(toMs);
    watermark.onWatermark(toMs);
    super.onWatermark(toMs);
  }

  @Override
  public void onEndOfInput() throws Exception {
    advance(Long.MAX_VALUE);
  }

  private void advance(long toMs) throws Exception {
    while (nextFiringMs <= toMs && nextFiringMs != NEVER) {
      TimeWindow window = findNextFiring();
      if (window == null || window.maxTimestampMs() > toMs) {
        break;
      }
      fire(window);
      firedMs = window.maxTimestampMs();
      firedStartMs = window.startMs();
    }
    if (toMs >= firedMs) {
      firedMs = toMs;
      firedStartMs = Long.MAX_VALUE;
    }
    if (nextExpiryMs <= toMs) {
      dropExpired(toMs);
    }
  }

  /** The first window with records that was not fired; null if there is none. */
  private TimeWindow findNextFiring() {
    for (long slice = slices.ceiling(searchFromMs);
        slice != SliceState.NONE;
        slice = slices.ceiling(slice + 1)) {
      searchFromMs = slice;
      TimeWindow unfired = firstUnfired(slice);
      if (unfired != null) {
        nextFiringMs = unfired.maxTimestampMs();
        return unfired;
      }
    }
    searchFromMs = Long.MAX_VALUE;
    nextFiringMs = NEVER;
    return null;
  }

  private void fire(TimeWindow window) throws Exception {
    states.enter(window);
    // A window that is one slice, and is over now, is given up next: nothing will change its
    // values.
    boolean isLast = totals == null && parts.allowedLatenessMs() == 0;
    SliceState.Visitor<Object> emit =
        (key, accumulator, isCopy) -> {
          if (!watermark.wasPassed(window.maxTimestampMs())) {
            boolean isLasting = isLast || isCopy;
            emission.emitOne(
                window, isLasting ? fold.result(accumulator) : fold.lastingResult(accumulator));
          }
        };
    if (totals == null) {
      slices.forEach(window.startMs(), emit);
    } else {
      totals.moveTo(window);
      totals.forEach(emit);
    }
  }

  private void dropExpired(long nowMs) throws Exception {
    for (long slice = slices.ceiling(Long.MIN_VALUE);
        slice != SliceState.NONE;
        slice = slices.ceiling(Long.MIN_VALUE)) {
      nextExpiryMs = times.expiryMs(slice);
      if (nextExpiryMs > nowMs) {
        return;
      }
      if (totals != null) {
        totals.onDropping(slice, windows.sliceOf(slice).endMs());
      }
      slices.drop(slice);
    }
    nextExpiryMs = NEVER;
  }

  private void findNextExpiry() {
    long first = slices.ceiling(Long.MIN_VALUE);
    nextExpiryMs = first == SliceState.NONE ? NEVER : times.expiryMs(first);
  }

  @Override
  public void snapshot(long checkpointId) {
    watermark.snapshot();
  }

  @Override
  public void close() throws Exception {
    parts.close();
  }
}
