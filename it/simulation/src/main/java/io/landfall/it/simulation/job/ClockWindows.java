package io.landfall.it.simulation.job;

import io.landfall.api.function.Collector;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.SessionWindows;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.TriggerResult;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.api.window.WindowContext;
import io.landfall.it.simulation.World;
import io.landfall.it.simulation.job.Evaluation.Item;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of processing time, see {@link Stage.Kind#CLOCK_WINDOW}. Which of them a record comes
 * into is different in every run; that it comes into so many, and out of each once, is not.
 */
final class ClockWindows {

  private static final int SLIDES = 3;
  private static final long SLIDE_MS = 10;

  /** Behind all records, before the end of time. */
  private static final long AT_THE_END_MS = Long.MAX_VALUE - 1;

  /** Which windows, by the amount. */
  private enum Form {
    TUMBLING,
    SLIDING,
    SESSIONS;

    static Form of(int amount) {
      return values()[amount % values().length];
    }
  }

  private ClockWindows() {}

  static BuiltIn.Window spec(World world, int amount) {
    WindowAssigner<?, ?> assigner =
        switch (Form.of(amount)) {
          case TUMBLING -> TumblingWindows.processingTime(WindowStages.ms(8 + amount * 5L));
          case SLIDING ->
              SlidingWindows.processingTime(
                  WindowStages.ms(SLIDES * SLIDE_MS), WindowStages.ms(SLIDE_MS));
          case SESSIONS -> SessionWindows.processingTime(WindowStages.ms(3 + amount));
        };
    return new BuiltIn.Window(
        assigner,
        new ByClockOrAtTheEnd(),
        null,
        0,
        null,
        new WindowComputation.Process(new Each(world.id())));
  }

  static List<Item> evaluate(List<Item> in, int amount) {
    List<Item> out = new ArrayList<>();
    for (int i = 0; i < (Form.of(amount) == Form.SLIDING ? SLIDES : 1); i++) {
      out.addAll(in);
    }
    return out;
  }

  /** As the default trigger, but what the clock has not ended is due when the input ends. */
  private static final class ByClockOrAtTheEnd implements Trigger<Object, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public TriggerResult onElement(
        Object value, long timestampMs, TimeWindow window, Context context) {
      register(window, context);
      return TriggerResult.CONTINUE;
    }

    private static void register(TimeWindow window, Context context) {
      context.registerProcessingTimer(window.maxTimestampMs());
      context.registerEventTimer(AT_THE_END_MS);
    }

    @Override
    public TriggerResult onEventTime(long timerMs, TimeWindow window, Context context) {
      return TriggerResult.FIRE_AND_PURGE;
    }

    @Override
    public TriggerResult onProcessingTime(long timerMs, TimeWindow window, Context context) {
      return TriggerResult.FIRE;
    }

    @Override
    public boolean canMerge() {
      return true;
    }

    @Override
    public void onMerge(TimeWindow window, MergeContext context) {
      register(window, context);
    }

    @Override
    public void clear(TimeWindow window, Context context) {
      context.deleteProcessingTimer(window.maxTimestampMs());
      context.deleteEventTimer(AT_THE_END_MS);
    }
  }

  /**
   * @param worldId of the world that is told of a window that comes before its end
   */
  private record Each(long worldId) implements ProcessWindowFunction<Long, Long, Long, TimeWindow> {

    @Override
    public void process(
        Long key, WindowContext<TimeWindow> context, Iterable<Long> values, Collector<Long> out) {
      long nowMs = context.processingTimeMs();
      if (nowMs <= context.window().maxTimestampMs() && context.watermarkMs() < AT_THE_END_MS) {
        World.find(worldId).violation(context.window() + " was ended at " + nowMs);
      }
      values.forEach(out::collect);
    }
  }
}
