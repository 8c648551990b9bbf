package io.landfall.operators.window.slice;

import io.landfall.api.function.Counter;
import io.landfall.api.state.ListState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.window.AlignedWindows;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.TumblingWindows;
import io.landfall.operators.process.FunctionContext;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import io.landfall.operators.spi.SliceState;
import java.util.List;

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
public final class SliceWindowOperator extends AbstractOperator {

  private static final long NEVER = Long.MAX_VALUE;

  private final SliceWindowing windowing;
  private final AlignedWindows windows;
  private final Fold fold;
  private final SliceResults results;

  private SliceState<Object> slices;

  /** Null if each window is one slice. */
  private WindowTotals totals;

  private ListState<Long> savedWatermark;
  private Counter lateRecords;
  private Output lateOutput;

  /** The largest that was seen, here or before the restart: what was late stays late. */
  private long watermarkMs = Long.MIN_VALUE;

  /** Windows up to this, by their largest timestamp, were fired. */
  private long firedMs = Long.MIN_VALUE;

  /** No slice below has a window that is still to be fired. */
  private long searchFromMs = Long.MAX_VALUE;

  /** Nothing is to be fired before. */
  private long nextFiringMs = NEVER;

  /** Nothing is to be dropped before. */
  private long nextExpiryMs = NEVER;

  // The slice of the last record, since the next one is mostly of the same.
  private long sliceStartMs;
  private long sliceEndMs;
  private long sliceFirstFiringMs;
  private long sliceExpiryMs;

  public SliceWindowOperator(SliceWindowing windowing) {
    this.windowing = windowing;
    windows = windowing.windows();
    fold = Fold.of(windowing.computation());
    results = new SliceResults(windowing.computation().function());
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    fold.copyWith(context.genericSerializer());
    fold.function().open(new FunctionContext(context));
    if (windowing.computation().function() != null) {
      windowing.computation().function().open(new FunctionContext(context));
    }
    results.open(context);
    slices = context.sliceState(StateDescriptor.of("window slices"));
    if (!(windows instanceof TumblingWindows)) {
      totals = new WindowTotals(slices, context.scratchSlices(), fold);
    }
    lateRecords = context.counter("late-records");
    if (windowing.lateOutput() != null) {
      lateOutput = context.sideOutput(windowing.lateOutput().id());
    }
    savedWatermark = context.operatorState().unionList("window watermark", null);
    // All subtasks had the same one: barriers come behind the same watermarks everywhere.
    for (long saved : savedWatermark.get()) {
      watermarkMs = Math.max(watermarkMs, saved);
    }
    firedMs = watermarkMs;
    searchFromMs = Long.MIN_VALUE;
    findNextFiring();
    findNextExpiry();
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    if (timestampMs < sliceStartMs || timestampMs >= sliceEndMs) {
      enterSlice(timestampMs);
    }
    if (sliceExpiryMs <= watermarkMs) {
      late(value, timestampMs);
      return;
    }
    Object before = slices.get(sliceStartMs);
    slices.put(sliceStartMs, fold.add(value, before));
    if (totals != null) {
      totals.onAdded(sliceStartMs, value, before == null);
    }
    if (sliceFirstFiringMs <= watermarkMs) {
      fireAgain(timestampMs);
    }
  }

  private void enterSlice(long timestampMs) {
    if (timestampMs == Long.MIN_VALUE) {
      throw new IllegalStateException(
          "operator '"
              + context.operatorName()
              + "', subtask "
              + context.subtaskIndex()
              + ": a record without a timestamp came to windows of event time; give records"
              + " timestamps with watermarks(...) before the window");
    }
    TimeWindow slice = windows.sliceOf(timestampMs);
    List<TimeWindow> of = windows.windowsOf(timestampMs);
    sliceStartMs = slice.startMs();
    sliceEndMs = slice.endMs();
    sliceFirstFiringMs = of.get(0).maxTimestampMs();
    sliceExpiryMs = expiryMs(of);
    if (sliceExpiryMs > watermarkMs) {
      searchFromMs = Math.min(searchFromMs, sliceStartMs);
      nextExpiryMs = Math.min(nextExpiryMs, sliceExpiryMs);
      for (TimeWindow window : of) {
        if (window.maxTimestampMs() > firedMs) {
          nextFiringMs = Math.min(nextFiringMs, window.maxTimestampMs());
          break;
        }
      }
    }
  }

  /** When the last of the windows is over, lateness included. */
  private long expiryMs(List<TimeWindow> of) {
    return expiryMs(of.get(of.size() - 1));
  }

  private long expiryMs(TimeWindow window) {
    long expiryMs = window.maxTimestampMs() + windowing.allowedLatenessMs();
    return expiryMs < window.maxTimestampMs() ? Long.MAX_VALUE : expiryMs;
  }

  private void late(Object value, long timestampMs) {
    lateRecords.increment();
    if (lateOutput != null) {
      lateOutput.emit(value, timestampMs);
    }
  }

  /** A record came to windows that were fired, but are kept for such as it. */
  private void fireAgain(long timestampMs) throws Exception {
    for (TimeWindow window : windows.windowsOf(timestampMs)) {
      if (window.maxTimestampMs() <= watermarkMs && expiryMs(window) > watermarkMs) {
        results.begin(window, watermarkMs);
        results.emit(context.currentKey(), fold.lastingResult(totalOf(window)));
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
    advance(toMs);
    super.onWatermark(toMs);
  }

  @Override
  public void onEndOfInput() throws Exception {
    advance(Long.MAX_VALUE);
  }

  private void advance(long toMs) throws Exception {
    if (toMs <= watermarkMs) {
      return;
    }
    watermarkMs = toMs;
    while (nextFiringMs <= toMs && nextFiringMs != NEVER) {
      TimeWindow window = findNextFiring();
      if (window == null || window.maxTimestampMs() > toMs) {
        break;
      }
      fire(window);
      firedMs = window.maxTimestampMs();
    }
    firedMs = Math.max(firedMs, toMs);
    if (nextExpiryMs <= toMs) {
      dropExpired();
    }
  }

  /** The first window with records that was not fired; null if there is none. */
  private TimeWindow findNextFiring() {
    for (long slice = slices.ceiling(searchFromMs);
        slice != SliceState.NONE;
        slice = slices.ceiling(slice + 1)) {
      searchFromMs = slice;
      for (TimeWindow window : windows.windowsOf(slice)) {
        if (window.maxTimestampMs() > firedMs) {
          nextFiringMs = window.maxTimestampMs();
          return window;
        }
      }
    }
    searchFromMs = Long.MAX_VALUE;
    nextFiringMs = NEVER;
    return null;
  }

  private void fire(TimeWindow window) throws Exception {
    results.begin(window, watermarkMs);
    if (totals == null) {
      slices.forEach(window.startMs(), this::emitLasting);
    } else {
      totals.moveTo(window);
      totals.forEach(this::emitLasting);
    }
  }

  private void emitLasting(Object key, Object accumulator) throws Exception {
    results.emit(key, fold.lastingResult(accumulator));
  }

  private void dropExpired() throws Exception {
    for (long slice = slices.ceiling(Long.MIN_VALUE);
        slice != SliceState.NONE;
        slice = slices.ceiling(Long.MIN_VALUE)) {
      nextExpiryMs = expiryMs(windows.windowsOf(slice));
      if (nextExpiryMs > watermarkMs) {
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
    nextExpiryMs = first == SliceState.NONE ? NEVER : expiryMs(windows.windowsOf(first));
  }

  @Override
  public void snapshot(long checkpointId) {
    // At infinity the input is over, and everything was fired; what comes later is not late.
    if (watermarkMs != Long.MIN_VALUE && watermarkMs != Long.MAX_VALUE) {
      savedWatermark.update(List.of(watermarkMs));
    }
  }

  @Override
  public void close() throws Exception {
    try {
      fold.function().close();
    } finally {
      if (windowing.computation().function() != null) {
        windowing.computation().function().close();
      }
    }
  }
}
