package io.landfall.storm.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.storm.Config;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.windowing.CountEvictionPolicy;
import org.apache.storm.windowing.CountTriggerPolicy;
import org.apache.storm.windowing.DefaultEvictionContext;
import org.apache.storm.windowing.EvictionPolicy;
import org.apache.storm.windowing.TimeEvictionPolicy;
import org.apache.storm.windowing.TriggerPolicy;
import org.apache.storm.windowing.WaterMarkEventGenerator;
import org.apache.storm.windowing.WatermarkCountEvictionPolicy;
import org.apache.storm.windowing.WatermarkCountTriggerPolicy;
import org.apache.storm.windowing.WatermarkTimeEvictionPolicy;
import org.apache.storm.windowing.WatermarkTimeTriggerPolicy;
import org.apache.storm.windowing.WindowLifecycleListener;
import org.apache.storm.windowing.WindowManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same random input to Storm's classes and to ours, which is saved and restored at random
 * moments: the same windows must come out.
 */
class WindowingAgainstStormTest {

  private static final int RUNS = 60;
  private static final int TUPLES = 700;
  private static final long START_MS = 1_000_000;
  private static final GlobalStreamId LEFT = new GlobalStreamId("left", "default");
  private static final GlobalStreamId RIGHT = new GlobalStreamId("right", "default");

  private record Window(List<Integer> all, List<Integer> fresh, List<Integer> gone, Long endMs) {}

  @ParameterizedTest(name = "length {0} {1}, slide {2} {3}, lag {4}")
  @CsvSource({
    "count, 10, count, 10, 0",
    "count, 10, count, 3, 0",
    "count, 3, count, 10, 0",
    "time, 100, time, 100, 0",
    "time, 100, time, 40, 0",
    "time, 100, time, 40, 30",
    "time, 40, time, 100, 30",
    "time, 100, count, 7, 20",
    "count, 7, time, 100, 20",
    "count, 10, count, 10, 50"
  })
  void givesTheSameWindowsInEventTime(
      String length, int lengthValue, String slide, int slideValue, int lagMs) {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<Window> expected = new ArrayList<>();
      List<Window> actual = new ArrayList<>();
      StormsWindows storm = new StormsWindows(expected);
      storm.inEventTime(
          length.equals("count"), lengthValue, slide.equals("count"), slideValue, lagMs);
      WindowSpec spec = spec(length, lengthValue, slide, slideValue, true, lagMs);
      Windowing<Integer> ours = windowing(spec, actual);
      EventClock<GlobalStreamId> clock = new EventClock<>(2, lagMs);
      long timeMs = 1_000;

      for (int i = 0; i < TUPLES; i++) {
        timeMs += random.nextInt(25);
        long ownMs = Math.max(1, timeMs - random.nextInt(2 * lagMs + 1));
        GlobalStreamId stream = random.nextBoolean() ? LEFT : RIGHT;
        boolean inTime = storm.track(stream, ownMs);
        assertThat(clock.track(stream, ownMs)).isEqualTo(inTime);
        if (inTime) {
          storm.manager.add(i, ownMs);
          ours.add(i, ownMs, START_MS);
        }
        if (random.nextInt(9) == 0) {
          storm.advance();
          if (clock.advance()) {
            ours.onWatermark(clock.watermarkMs(), START_MS);
          }
        }
        if (random.nextInt(50) == 0) {
          ours = savedAndRestored(ours, spec, actual);
          EventClock<GlobalStreamId> restored = new EventClock<>(2, lagMs);
          restored.restore(clock.watermarkMs(), clock.latestMs());
          clock = restored;
        }
      }

      assertThat(actual).as("seed %d", seed).isEqualTo(expected).isNotEmpty();
    }
  }

  @ParameterizedTest(name = "length {0} {1}, slide {2} {3}")
  @CsvSource({
    "count, 10, count, 10",
    "count, 10, count, 1",
    "count, 3, count, 10",
    "count, 250, count, 100",
    "count, 10, time, 100",
    "time, 100, time, 100",
    "time, 100, time, 40",
    "time, 40, time, 100"
  })
  void givesTheSameWindowsByTheClock(String length, int lengthValue, String slide, int slideValue) {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      List<Window> expected = new ArrayList<>();
      List<Window> actual = new ArrayList<>();
      StormsWindows storm = new StormsWindows(expected);
      storm.byTheClock(length.equals("count"), lengthValue, slide.equals("count"), slideValue);
      WindowSpec spec = spec(length, lengthValue, slide, slideValue, false, 0);
      Windowing<Integer> ours = windowing(spec, actual);
      // Storm's own clock stands in for what has not fired yet, so the first turn comes first.
      long nowMs = System.currentTimeMillis();
      long nextTurnMs = nowMs;

      for (int i = 0; i < TUPLES; i++) {
        nowMs += random.nextInt(25);
        if (slide.equals("time") && nowMs >= nextTurnMs) {
          storm.turn(nowMs, slideValue);
          ours.onTime(nowMs);
          nextTurnMs += slideValue;
          nowMs++;
        }
        storm.manager.add(i, nowMs);
        ours.add(i, nowMs, nowMs);
        if (random.nextInt(50) == 0) {
          ours = savedAndRestored(ours, spec, actual);
        }
      }

      if (slide.equals("count")) {
        // By count, Storm reads its own clock for the time at which a window ends.
        expected.replaceAll(w -> new Window(w.all, w.fresh, w.gone, null));
        actual.replaceAll(w -> new Window(w.all, w.fresh, w.gone, null));
      }
      assertThat(actual).as("seed %d", seed).isEqualTo(expected).isNotEmpty();
    }
  }

  @Test
  void aTupleInTheMillisecondOfATurnIsInTheNextWindow() {
    List<Window> windows = new ArrayList<>();
    Windowing<Integer> ours = windowing(spec("time", 100, "time", 100, false, 0), windows);
    ours.add(1, START_MS, START_MS);
    ours.onTime(START_MS + 100);
    ours.add(2, START_MS + 100, START_MS + 100);
    ours.onTime(START_MS + 200);

    assertThat(windows).extracting(Window::all).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void nothingIsTooOldForTheFirstWindowByTheClock() {
    List<Window> windows = new ArrayList<>();
    Windowing<Integer> ours = windowing(spec("time", 100, "time", 100, false, 0), windows);
    for (int i = 0; i < 200; i++) {
      ours.add(i, START_MS + 2 * i, START_MS + 2 * i);
    }
    ours.onTime(START_MS + 400);

    assertThat(windows).singleElement().satisfies(window -> assertThat(window.all).hasSize(200));
  }

  private static Windowing<Integer> windowing(WindowSpec spec, List<Window> into) {
    return new Windowing<>(
        spec,
        (all, fresh, gone, endMs) ->
            into.add(new Window(List.copyOf(all), List.copyOf(fresh), List.copyOf(gone), endMs)));
  }

  private static Windowing<Integer> savedAndRestored(
      Windowing<Integer> windows, WindowSpec spec, List<Window> into) {
    Windowing<Integer> restored = windowing(spec, into);
    restored.restore(
        windows.state(number -> "n" + number), s -> Integer.valueOf(((String) s).substring(1)));
    return restored;
  }

  private static WindowSpec spec(
      String length, int lengthValue, String slide, int slideValue, boolean eventTime, int lagMs) {
    Map<String, Object> conf = new HashMap<>();
    conf.put(
        length.equals("count")
            ? Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_COUNT
            : Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_DURATION_MS,
        lengthValue);
    conf.put(
        slide.equals("count")
            ? Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_COUNT
            : Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_DURATION_MS,
        slideValue);
    conf.put(Config.TOPOLOGY_BOLTS_TUPLE_TIMESTAMP_MAX_LAG_MS, lagMs);
    return WindowSpec.of(conf, eventTime);
  }

  /** Storm's window manager, driven by hand. */
  private static final class StormsWindows implements WindowLifecycleListener<Integer> {
    private final List<Window> windows;
    private final WindowManager<Integer> manager = new WindowManager<>(this);
    private EvictionPolicy<Integer, ?> eviction;
    private WaterMarkEventGenerator<Integer> watermarks;

    StormsWindows(List<Window> windows) {
      this.windows = windows;
    }

    void inEventTime(
        boolean lengthByCount, int length, boolean slideByCount, int slide, int lagMs) {
      eviction =
          lengthByCount
              ? new WatermarkCountEvictionPolicy<>(length)
              : new WatermarkTimeEvictionPolicy<>(length, lagMs);
      TriggerPolicy<Integer, ?> trigger =
          slideByCount
              ? new WatermarkCountTriggerPolicy<>(slide, manager, eviction, manager)
              : new WatermarkTimeTriggerPolicy<>(slide, manager, eviction, manager);
      begin(trigger);
      watermarks = new WaterMarkEventGenerator<>(manager, 1_000, lagMs, Set.of(LEFT, RIGHT));
    }

    void byTheClock(boolean lengthByCount, int length, boolean slideByCount, int slide) {
      eviction =
          lengthByCount ? new CountEvictionPolicy<>(length) : new TimeEvictionPolicy<>(length);
      if (slideByCount) {
        begin(new CountTriggerPolicy<>(slide, manager, eviction));
      } else {
        begin(new NoTrigger());
      }
    }

    private void begin(TriggerPolicy<Integer, ?> trigger) {
      manager.setEvictionPolicy(eviction);
      manager.setTriggerPolicy(trigger);
      trigger.start();
    }

    boolean track(GlobalStreamId stream, long timeMs) {
      return watermarks.track(stream, timeMs);
    }

    void advance() {
      watermarks.run();
    }

    /** What the thread of Storm's time trigger does at each of its turns. */
    void turn(long nowMs, long slideMs) {
      eviction.setContext(new DefaultEvictionContext(nowMs, null, null, slideMs));
      manager.onTrigger();
    }

    @Override
    public void onExpiry(List<Integer> tuples) {}

    @Override
    public void onActivation(
        List<Integer> all, List<Integer> fresh, List<Integer> gone, Long endMs) {
      windows.add(new Window(List.copyOf(all), List.copyOf(fresh), List.copyOf(gone), endMs));
    }
  }

  /** The test itself says when. */
  private static final class NoTrigger implements TriggerPolicy<Integer, Void> {
    @Override
    public void track(org.apache.storm.windowing.Event<Integer> event) {}

    @Override
    public void reset() {}

    @Override
    public void start() {}

    @Override
    public void shutdown() {}

    @Override
    public Void getState() {
      return null;
    }

    @Override
    public void restoreState(Void state) {}
  }
}
