package io.landfall.it.simulation.job;

import io.landfall.api.function.AssociativeAggregateFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.InvertibleAggregateFunction;
import io.landfall.api.function.ProcessJoinFunction;
import io.landfall.api.graph.BuiltIn;
import io.landfall.api.window.CountTrigger;
import io.landfall.api.window.CumulatingWindows;
import io.landfall.api.window.Either;
import io.landfall.api.window.Evictor;
import io.landfall.api.window.GlobalWindow;
import io.landfall.api.window.GlobalWindows;
import io.landfall.api.window.MergingTimeWindows;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.PurgingTrigger;
import io.landfall.api.window.SlidingWindows;
import io.landfall.api.window.TimeEvictor;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.TumblingWindows;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowComputation;
import io.landfall.api.window.WindowContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The specs of stages with windows. */
final class WindowStages {

  private WindowStages() {}

  /** See {@link Stage.Kind#WINDOW}; {@link WindowForm} says which. */
  static BuiltIn.Window window(int amount) {
    return switch (WindowForm.of(amount)) {
      case TUMBLING -> aggregated(tumbling(amount), new Sum());
      case SLIDING -> aggregated(sliding(), new Totals());
      case CUMULATING ->
          aggregated(
              CumulatingWindows.eventTime(ms(WindowForm.CUMULATED_MS), ms(WindowForm.STEP_MS)),
              new Largest());
      case SLIDING_LISTS -> listed(sliding());
      case SESSIONS -> listed(new Sessions());
      case EVICTED ->
          spec(
              sliding(),
              TimeEvictor.of(ms(WindowForm.KEPT_MS)),
              new WindowComputation.Process(new Result()));
    };
  }

  static Duration ms(long ms) {
    return Duration.ofMillis(ms);
  }

  static TumblingWindows tumbling(int amount) {
    return TumblingWindows.eventTime(ms(WindowForm.tumblingMs(amount)));
  }

  static SlidingWindows sliding() {
    return SlidingWindows.eventTime(ms(WindowForm.SLIDING_MS), ms(WindowForm.SLIDE_MS));
  }

  private static BuiltIn.Window aggregated(
      WindowAssigner<?, ?> assigner, AssociativeAggregateFunction<Long, ?, Long> aggregate) {
    return spec(assigner, new WindowComputation.Aggregate(aggregate, new Result()));
  }

  private static BuiltIn.Window listed(WindowAssigner<?, ?> assigner) {
    return spec(assigner, new WindowComputation.Process(new Result()));
  }

  private static BuiltIn.Window spec(WindowAssigner<?, ?> assigner, WindowComputation computation) {
    return spec(assigner, null, computation);
  }

  private static BuiltIn.Window spec(
      WindowAssigner<?, ?> assigner, Evictor<?, ?> evictor, WindowComputation computation) {
    return new BuiltIn.Window(assigner, null, evictor, 0, null, computation);
  }

  /** See {@link Stage.Kind#COUNT_WINDOW}. */
  static BuiltIn.Window countWindow(int amount) {
    return new BuiltIn.Window(
        GlobalWindows.create(),
        PurgingTrigger.of(CountTrigger.of(WindowForm.countOf(amount))),
        null,
        0,
        null,
        new WindowComputation.Process(new HowMany()));
  }

  /** See {@link Stage.Kind#WINDOW_JOIN}; of both inputs together. */
  static BuiltIn.Window join(int amount) {
    return spec(tumbling(amount), new WindowComputation.Process(new Pairs()));
  }

  /** See {@link Stage.Kind#INTERVAL_JOIN}. */
  static BuiltIn.IntervalJoin intervalJoin(int amount) {
    ProcessJoinFunction<Long, Long, Long> pairs =
        (left, right, context, out) -> out.collect(Arithmetic.pair(left, right));
    return new BuiltIn.IntervalJoin(
        -WindowForm.beforeMs(amount), WindowForm.behindMs(amount), null, null, pairs);
  }

  /** Of one value or of all; wraps around where it does not fit. */
  static final class Result implements ProcessWindowFunction<Long, Long, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long key, WindowContext<TimeWindow> context, Iterable<Long> values, Collector<Long> out) {
      long sum = 0;
      for (long value : values) {
        sum += value;
      }
      TimeWindow window = context.window();
      out.collect(Arithmetic.windowResult(key, window.startMs(), window.endMs(), sum));
    }
  }

  private static final class HowMany
      implements ProcessWindowFunction<Long, Long, Long, GlobalWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long key, WindowContext<GlobalWindow> context, Iterable<Long> values, Collector<Long> out) {
      long count = 0;
      for (long ignored : values) {
        count++;
      }
      out.collect(Arithmetic.keyed(key, count));
    }
  }

  private static final class Pairs
      implements ProcessWindowFunction<Either<Long, Long>, Long, Long, TimeWindow> {
    private static final long serialVersionUID = 1L;

    @Override
    public void process(
        Long key,
        WindowContext<TimeWindow> context,
        Iterable<Either<Long, Long>> values,
        Collector<Long> out) {
      List<Long> lefts = new ArrayList<>();
      List<Long> rights = new ArrayList<>();
      values.forEach(
          each -> (each.isLeft() ? lefts : rights).add(each.isLeft() ? each.left() : each.right()));
      for (long left : lefts) {
        for (long right : rights) {
          out.collect(Arithmetic.pair(left, right));
        }
      }
    }
  }

  static final class Sum implements InvertibleAggregateFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Long value, Long sum) {
      return sum + value;
    }

    @Override
    public Long result(Long sum) {
      return sum;
    }

    @Override
    public Long merge(Long left, Long right) {
      return left + right;
    }

    @Override
    public Long retract(Long whole, Long part) {
      return whole - part;
    }
  }

  /** Changed in place; kept by its numbers alone where the engine can do that. */
  static final class Total {
    long sum;
    int count;
  }

  /** Sums, as {@link Sum}. */
  static final class Totals implements InvertibleAggregateFunction<Long, Total, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Total createAccumulator() {
      return new Total();
    }

    @Override
    public Total add(Long value, Total total) {
      total.sum += value;
      total.count++;
      return total;
    }

    @Override
    public Long result(Total total) {
      if (total.count == 0) {
        throw new IllegalStateException("a window without a value");
      }
      return total.sum;
    }

    @Override
    public Total merge(Total left, Total right) {
      left.sum += right.sum;
      left.count += right.count;
      return left;
    }

    @Override
    public Total retract(Total whole, Total part) {
      whole.sum -= part.sum;
      whole.count -= part.count;
      return whole;
    }
  }

  static final class Largest implements AssociativeAggregateFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return Long.MIN_VALUE;
    }

    @Override
    public Long add(Long value, Long most) {
      return Math.max(value, most);
    }

    @Override
    public Long result(Long most) {
      return most;
    }

    @Override
    public Long merge(Long left, Long right) {
      return Math.max(left, right);
    }
  }

  /**
   * Sessions with a gap of each value's own. They begin at even times and end at odd ones: two that
   * only touch are one or two sessions, depending on which record comes first.
   */
  record Sessions() implements MergingTimeWindows<Long> {
    @Override
    public boolean isEventTime() {
      return true;
    }

    @Override
    public List<TimeWindow> assign(Long value, long timestampMs, Context context) {
      return List.of(
          new TimeWindow(
              WindowForm.sessionStartMs(timestampMs), WindowForm.sessionEndMs(timestampMs, value)));
    }
  }
}
