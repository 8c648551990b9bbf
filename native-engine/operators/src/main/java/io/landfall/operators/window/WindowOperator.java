package io.landfall.operators.window;

import io.landfall.api.function.Counter;
import io.landfall.api.function.Function;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.MergingWindowAssigner;
import io.landfall.api.window.TriggerResult;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import io.landfall.operators.process.FunctionContext;
import io.landfall.operators.spi.AbstractOperator;
import io.landfall.operators.spi.OperatorContext;
import io.landfall.operators.spi.Output;
import java.util.Collection;
import java.util.List;

/**
 * Any windows with any trigger, evictor and function. The rules:
 *
 * <ul>
 *   <li>A window of event time is late once {@code maxTimestamp + allowedLateness <= watermark}; it
 *       is forgotten when the watermark comes there. One of processing time is forgotten when the
 *       clock has passed its last timestamp; one whose end is the largest time there is, never.
 *   <li>A record is added to each of its windows that is not late, and the trigger of each is
 *       asked. If all are late (and it had any), it goes to the late output, else it is dropped and
 *       counted. With windows that merge, what counts is the window that the record's own has grown
 *       into.
 *   <li>A trigger that says fire gets the result emitted, if there is any content; purge forgets
 *       the content, but neither the window nor what its trigger knows.
 *   <li>Results have the timestamp {@code maxTimestamp} of their window. Watermarks are passed on
 *       as they are, after all that they have fired.
 *   <li>After a restore, the watermark counts as being at least where it was; see {@link
 *       WatermarkFloor}.
 * </ul>
 *
 * <p>State: contents and what triggers keep by key and window, which windows have merged by key,
 * one event or processing timer a window for its end and those of its trigger, and the watermark.
 */
final class WindowOperator extends AbstractOperator implements Evictor.Context {

  private final WindowParts parts;
  private WindowStates states;
  private WatermarkFloor watermark;
  private Lifetime lifetime;
  private Assignment assignment;
  private TriggerRunner trigger;
  private Emission emission;
  private WindowContents contents;

  /** Null if windows do not merge. */
  private MergingWindows merging;

  /** Null if late records are dropped. */
  private Output lateOutput;

  private Counter lateRecordsDropped;

  WindowOperator(WindowParts parts) {
    this.parts = parts;
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    super.open(operatorContext);
    WindowAssigner<Object, Window> assigner = parts.assigner();
    boolean merges = assigner instanceof MergingWindowAssigner;
    states = new WindowStates(context);
    watermark = new WatermarkFloor(context, "window-watermark");
    WindowTimers timers = new WindowTimers(context.timers());
    lifetime = new Lifetime(timers, assigner.isEventTime(), parts.allowedLatenessMs(), watermark);
    assignment = new Assignment(context, assigner);
    trigger = new TriggerRunner(parts.trigger(), context, states, watermark, lifetime, timers);
    emission = new Emission(parts.computation().function(), context, states, watermark, merges);
    contents = ContentsFactory.create(parts, states, emission, this);
    if (merges) {
      merging =
          new MergingWindows(
              (MergingWindowAssigner<Object, Window>) assigner, context, this::onMerge);
    }
    lateOutput = parts.lateOutput() == null ? null : context.sideOutput(parts.lateOutput().id());
    lateRecordsDropped = context.counter("lateRecordsDropped");
    openFunctions();
  }

  private void openFunctions() throws Exception {
    FunctionContext plain = new FunctionContext(context);
    parts.trigger().open(new FunctionContext(context, states.ofTrigger()));
    for (Function function : parts.functions()) {
      function.open(plain);
    }
  }

  @Override
  public void onRecord(int input, Object value, long timestampMs) throws Exception {
    Collection<? extends Window> windows = assignment.windowsOf(value, timestampMs);
    boolean taken = windows.isEmpty();
    if (windows instanceof List<? extends Window> list) {
      // By index: an iterator would be garbage for each record.
      for (int i = 0; i < list.size(); i++) {
        taken |= add(list.get(i), value, timestampMs);
      }
    } else {
      for (Window window : windows) {
        taken |= add(window, value, timestampMs);
      }
    }
    if (!taken) {
      onLate(value, timestampMs);
    }
  }

  private void onLate(Object value, long timestampMs) {
    if (lateOutput != null) {
      lateOutput.emit(value, timestampMs);
    } else {
      lateRecordsDropped.add(1);
    }
  }

  /** Returns false if it is too late for that. */
  private boolean add(Window assigned, Object value, long timestampMs) throws Exception {
    if (merging == null) {
      if (lifetime.isLate(assigned)) {
        return false;
      }
      add(assigned, assigned, value, timestampMs);
      return true;
    }
    boolean known = merging.contentOf(assigned) != null;
    Window grown = merging.add(assigned);
    if (lifetime.isLate(grown)) {
      if (!known) {
        merging.remove(grown);
      }
      return false;
    }
    add(grown, merging.contentOf(grown), value, timestampMs);
    return true;
  }

  /**
   * @param place the window that the content is kept under
   */
  private void add(Window window, Window place, Object value, long timestampMs) throws Exception {
    states.enter(place);
    contents.add(value, timestampMs);
    act(trigger.onElement(value, timestampMs, window), window, place);
    lifetime.start(window);
  }

  private void act(TriggerResult result, Window window, Window place) throws Exception {
    if (result.fires()) {
      states.enter(place);
      contents.fire(window);
    }
    if (result.purges()) {
      states.enter(place);
      contents.clear();
    }
  }

  private void onMerge(Window result, List<Window> old, Window into, List<Window> places)
      throws Exception {
    if (lifetime.isLate(result)) {
      throw new IllegalStateException(
          "windows "
              + old
              + " became "
              + result
              + ", which is late already at watermark "
              + watermarkMs()
              + "; a merged window must not end before those that it is made of");
    }
    trigger.onMerge(result, old);
    // It need not be the one that a record is added to next.
    lifetime.start(result);
    for (Window window : old) {
      trigger.clear(window);
      lifetime.cancel(window);
    }
    contents.merge(into, places);
  }

  @Override
  public void onTimer(Object namespace, long firedMs, boolean eventTime) throws Exception {
    long timerMs = WindowTimers.timeOf(firedMs, eventTime);
    Window window = (Window) namespace;
    Window place = merging == null ? window : merging.contentOf(window);
    if (place == null) {
      // Of a window that has become part of another, and whose trigger left it.
      return;
    }
    act(trigger.onTimer(timerMs, eventTime, window), window, place);
    if (lifetime.isEnd(window, timerMs, eventTime)) {
      forget(window, place);
    }
  }

  private void forget(Window window, Window place) throws Exception {
    states.enter(place);
    contents.clear();
    trigger.clear(window);
    emission.clear(window);
    if (merging != null) {
      merging.remove(window);
    }
  }

  @Override
  public void onWatermark(long watermarkMs) throws Exception {
    watermark.onWatermark(watermarkMs);
    super.onWatermark(watermarkMs);
  }

  @Override
  public void snapshot(long checkpointId) {
    watermark.snapshot();
  }

  @Override
  public long processingTimeMs() {
    return context.processingTimeMs();
  }

  @Override
  public long watermarkMs() {
    return watermark.watermarkMs();
  }

  @Override
  public void close() throws Exception {
    parts.close();
  }
}
