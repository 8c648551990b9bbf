package io.landfall.it.simulation.job;

import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.CountEvictor;
import io.landfall.api.window.CumulatingWindows;
import io.landfall.api.window.EventTimeTrigger;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.PurgingTrigger;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.it.simulation.job.Evaluation.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Windows with an allowed lateness, see {@link Stage.Kind#LATE_WINDOW}. */
final class LateWindows {

  static final OutputTag<Long> LATE = new OutputTag<>("late");

  /** Records that {@link Form#LAST} leaves in a window when it fires. */
  static final int LAST_COUNT = 2;

  /** Which windows, by the amount. */
  enum Form {
    TUMBLING,
    SLIDING,
    CUMULATING,
    /** Tumbling; what has fired is forgotten. */
    PURGED,
    SESSIONS,
    /** Sliding; only the last records of each fire, and stay. */
    LAST;

    static Form of(int amount) {
      return values()[amount % values().length];
    }
  }

  private LateWindows() {}

  static long latenessMs(int amount) {
    return 15 + amount * 17L;
  }

  static BuiltIn.Window spec(int amount) {
    WindowComputation listed = new WindowComputation.Process(new WindowStages.Result());
    WindowComputation summed =
        new WindowComputation.Aggregate(new WindowStages.Sum(), new WindowStages.Result());
    return switch (Form.of(amount)) {
      case TUMBLING -> spec(WindowStages.tumbling(amount), null, null, amount, summed);
      case SLIDING -> spec(WindowStages.sliding(), null, null, amount, summed);
      case CUMULATING ->
          spec(
              CumulatingWindows.eventTime(
                  WindowStages.ms(WindowForm.CUMULATED_MS), WindowStages.ms(WindowForm.STEP_MS)),
              null,
              null,
              amount,
              new WindowComputation.Aggregate(
                  new WindowStages.Largest(), new WindowStages.Result()));
      case PURGED ->
          spec(
              WindowStages.tumbling(amount),
              PurgingTrigger.of(EventTimeTrigger.create()),
              null,
              amount,
              listed);
      case SESSIONS -> spec(new WindowStages.Sessions(), null, null, amount, listed);
      case LAST -> spec(WindowStages.sliding(), null, CountEvictor.of(LAST_COUNT), amount, listed);
    };
  }

  private static BuiltIn.Window spec(
      WindowAssigner<?, ?> assigner,
      Trigger<?, ?> trigger,
      Evictor<?, ?> evictor,
      int amount,
      WindowComputation computation) {
    return new BuiltIn.Window(assigner, trigger, evictor, latenessMs(amount), LATE, computation);
  }

  /**
   * By definition, with both outputs.
   *
   * @param in in the order in which the records come
   */
  static List<Item> evaluate(List<Item> in, int amount) {
    List<Item> out = new ArrayList<>();
    List<LateWindow> open = new ArrayList<>();
    long watermarkMs = Long.MIN_VALUE;
    for (Item item : in) {
      boolean taken = false;
      for (LateWindow assigned : windowsOf(item, amount)) {
        LateWindow window = assigned.among(open, amount);
        boolean late = window.lastMs() + latenessMs(amount) <= watermarkMs;
        taken |= !late;
        if (!late) {
          window.values.add(item.value());
          window.fireIf(window.lastMs() <= watermarkMs, amount, out);
        }
      }
      if (!taken) {
        out.add(item);
      }
      long nextMs = Math.max(watermarkMs, Arithmetic.watermarkBehind(item.timestampMs()));
      advance(open, watermarkMs, nextMs, amount, out);
      watermarkMs = nextMs;
    }
    advance(open, watermarkMs, Long.MAX_VALUE, amount, out);
    return out;
  }

  private static void advance(
      Collection<LateWindow> open, long fromMs, long toMs, int amount, List<Item> out) {
    open.forEach(each -> each.fireIf(each.lastMs() > fromMs && each.lastMs() <= toMs, amount, out));
    open.removeIf(each -> each.lastMs() + latenessMs(amount) <= toMs);
  }

  private static List<LateWindow> windowsOf(Item item, int amount) {
    long key = Arithmetic.key(item.value(), amount);
    long timestampMs = item.timestampMs();
    List<LateWindow> windows = new ArrayList<>();
    switch (Form.of(amount)) {
      case TUMBLING, PURGED -> {
        long sizeMs = WindowForm.tumblingMs(amount);
        long startMs = Math.floorDiv(timestampMs, sizeMs) * sizeMs;
        windows.add(new LateWindow(key, startMs, startMs + sizeMs));
      }
      case SLIDING, LAST -> {
        long startMs = Math.floorDiv(timestampMs, WindowForm.SLIDE_MS) * WindowForm.SLIDE_MS;
        for (; startMs + WindowForm.SLIDING_MS > timestampMs; startMs -= WindowForm.SLIDE_MS) {
          windows.add(new LateWindow(key, startMs, startMs + WindowForm.SLIDING_MS));
        }
      }
      case CUMULATING -> {
        long startMs =
            Math.floorDiv(timestampMs, WindowForm.CUMULATED_MS) * WindowForm.CUMULATED_MS;
        for (long lengthMs = WindowForm.STEP_MS;
            lengthMs <= WindowForm.CUMULATED_MS;
            lengthMs += WindowForm.STEP_MS) {
          if (timestampMs < startMs + lengthMs) {
            windows.add(new LateWindow(key, startMs, startMs + lengthMs));
          }
        }
      }
      case SESSIONS ->
          windows.add(
              new LateWindow(
                  key,
                  WindowForm.sessionStartMs(timestampMs),
                  WindowForm.sessionEndMs(timestampMs, item.value())));
    }
    return windows;
  }
}
