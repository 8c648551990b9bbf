package io.landfall.operators.window;

import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.TimestampedValue;
import io.landfall.api.window.TriggerResult;
import io.landfall.api.window.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One key's windows by definition: plain lists that are searched, with no state handles, no
 * namespaces and no sharing. What the operator does is compared with this, step by step.
 */
final class WindowModel implements ModelTrigger.Time {

  private record Timer(boolean eventTime, Window window, long timerMs) {}

  private final String key;
  private final WindowCase settings;
  private final List<ModelWindow> windows = new ArrayList<>();
  private final List<Timer> timers = new ArrayList<>();
  private final List<String> out = new ArrayList<>();
  private final List<String> late = new ArrayList<>();
  private long clockMs;
  private long watermarkMs = Long.MIN_VALUE;
  private long firings;

  WindowModel(String key, WindowCase settings, long clockMs) {
    this.key = key;
    this.settings = settings;
    this.clockMs = clockMs;
  }

  List<String> takeOutput() {
    List<String> taken = List.copyOf(out);
    out.clear();
    return taken;
  }

  List<String> takeLate() {
    List<String> taken = List.copyOf(late);
    late.clear();
    return taken;
  }

  long firings() {
    return firings;
  }

  void add(Item item, long timestampMs) {
    List<Window> assigned = settings.windowsOf(item, timestampMs, clockMs);
    boolean taken = assigned.isEmpty();
    for (Window window : assigned) {
      ModelWindow into = settings.merges() ? mergedWith((TimeWindow) window) : known(window);
      if (into != null && !isLate(into.window)) {
        taken = true;
        addTo(into, item, timestampMs);
      }
    }
    if (!taken) {
      late.add(item + " " + timestampMs);
    }
  }

  private void addTo(ModelWindow into, Item item, long timestampMs) {
    if (!windows.contains(into)) {
      windows.add(into);
    }
    into.content.add(new TimestampedValue<>(item, timestampMs));
    act(settings.trigger().onElement(into, item, timestampMs, this, settings.setting()), into);
    if (endMs(into.window) < Long.MAX_VALUE) {
      register(new Timer(settings.isEventTime(), into.window, endMs(into.window)));
    }
  }

  private ModelWindow known(Window window) {
    for (ModelWindow each : windows) {
      if (each.window.equals(window)) {
        return each;
      }
    }
    return new ModelWindow(key, window);
  }

  /** All that overlaps or touches, over and over, becomes one; null if that is late. */
  private ModelWindow mergedWith(TimeWindow added) {
    List<ModelWindow> old = new ArrayList<>();
    TimeWindow cover = added;
    for (boolean grew = true; grew; ) {
      grew = false;
      for (ModelWindow each : windows) {
        TimeWindow other = (TimeWindow) each.window;
        if (!old.contains(each) && touch(cover, other)) {
          old.add(each);
          cover =
              new TimeWindow(
                  Math.min(cover.startMs(), other.startMs()),
                  Math.max(cover.endMs(), other.endMs()));
          grew = true;
        }
      }
    }
    if (old.isEmpty() || old.size() == 1 && old.get(0).window.equals(cover)) {
      return known(cover);
    }
    old.sort(Comparator.comparingLong(each -> ((TimeWindow) each.window).startMs()));
    ModelWindow merged = ModelWindow.merged(cover, old);
    windows.removeAll(old);
    windows.add(merged);
    settings.trigger().onMerge(merged, this);
    timers.removeIf(t -> old.stream().anyMatch(each -> each.window.equals(t.window)));
    return merged;
  }

  private static boolean touch(TimeWindow a, TimeWindow b) {
    return a.startMs() <= b.endMs() && b.startMs() <= a.endMs();
  }

  private boolean isLate(Window window) {
    return settings.isEventTime() && endMs(window) <= watermarkMs;
  }

  private long endMs(Window window) {
    long lastMs = window.maxTimestampMs();
    boolean never = lastMs > Long.MAX_VALUE - settings.latenessMs();
    return !settings.isEventTime()
        ? lastMs
        : never ? Long.MAX_VALUE : lastMs + settings.latenessMs();
  }

  private void act(TriggerResult said, ModelWindow w) {
    TriggerResult result = settings.purging() && said.fires() ? TriggerResult.FIRE_AND_PURGE : said;
    if (result.fires() && !w.content.isEmpty()) {
      fire(w);
    }
    if (result.purges()) {
      w.content.clear();
    }
  }

  private void fire(ModelWindow w) {
    settings.evictBefore(w.content);
    List<Item> items = w.content.stream().map(TimestampedValue::value).toList();
    if (settings.reports() && (!items.isEmpty() || settings.isOfAll())) {
      w.firings++;
      firings++;
    }
    String result = settings.result(w, items, firings, watermarkMs);
    if (result != null) {
      out.add(result + " " + w.window.maxTimestampMs());
    }
    settings.evictAfter(w.content);
  }

  void watermark(long toMs) {
    watermarkMs = Math.max(watermarkMs, toMs);
    fireDue(true, toMs);
  }

  void clock(long toMs) {
    clockMs = toMs;
    // All of a ms is over when the next one begins.
    fireDue(false, toMs - 1);
  }

  private void fireDue(boolean eventTime, long nowMs) {
    while (true) {
      Timer due =
          timers.stream()
              .filter(t -> t.eventTime == eventTime && t.timerMs <= nowMs)
              .min(Comparator.comparingLong(Timer::timerMs))
              .orElse(null);
      if (due == null) {
        return;
      }
      timers.remove(due);
      fire(due);
    }
  }

  private void fire(Timer due) {
    ModelWindow w = known(due.window);
    if (!windows.contains(w)) {
      return;
    }
    act(
        due.eventTime
            ? settings.trigger().onEvent(w, due.timerMs, this, settings.setting())
            : settings.trigger().onProcessing(w, due.timerMs, this, settings.setting()),
        w);
    if (due.eventTime == settings.isEventTime() && due.timerMs == endMs(w.window)) {
      windows.remove(w);
      if (settings.trigger() != ModelTrigger.CUSTOM) {
        timers.removeIf(t -> t.window.equals(w.window));
      }
    }
  }

  private void register(Timer timer) {
    if (!timers.contains(timer)) {
      timers.add(timer);
    }
  }

  @Override
  public long clockMs() {
    return clockMs;
  }

  @Override
  public long watermarkMs() {
    return watermarkMs;
  }

  @Override
  public void eventTimer(Window window, long timerMs) {
    register(new Timer(true, window, timerMs));
  }

  @Override
  public void processingTimer(Window window, long timerMs) {
    register(new Timer(false, window, timerMs));
  }
}
