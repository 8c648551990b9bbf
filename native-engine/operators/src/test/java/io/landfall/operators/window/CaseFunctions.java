package io.landfall.operators.window;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ValueState;
import io.landfall.api.window.EventTimeTrigger;
import io.landfall.api.window.MergingTimeWindows;
import io.landfall.api.window.ProcessAllWindowFunction;
import io.landfall.api.window.ProcessWindowFunction;
import io.landfall.api.window.TimeWindow;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.TriggerResult;
import io.landfall.api.window.Window;
import io.landfall.api.window.WindowAssigner;
import io.landfall.api.window.WindowContext;
import java.util.ArrayList;
import java.util.List;

/** What users might write, for random cases. */
final class CaseFunctions {

  /** Stands for the key of windows of all records. */
  static final String ALL = "**";

  /** What a process function says of a firing. */
  static String report(
      String key, Window window, long watermarkMs, Object firings, Object allFirings, String all) {
    return key + " " + window + " @" + watermarkMs + " #" + firings + "/" + allFirings + ": " + all;
  }

  /** Has an accumulator that is changed in place. */
  static final class Ids implements AggregateFunction<Item, ArrayList<String>, String> {

    @Override
    public ArrayList<String> createAccumulator() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<String> add(Item value, ArrayList<String> accumulator) {
      accumulator.add(value.key() + value.ids());
      return accumulator;
    }

    @Override
    public String result(ArrayList<String> accumulator) {
      return String.join(",", accumulator);
    }

    @Override
    public ArrayList<String> merge(ArrayList<String> left, ArrayList<String> right) {
      left.addAll(right);
      return left;
    }
  }

  /** Reports each firing, how many the window had and how many the key. */
  static final class Report implements ProcessWindowFunction<Object, String, String, Window> {
    private final boolean merging;
    private transient ValueState<Long> allFirings;

    Report(boolean merging) {
      this.merging = merging;
    }

    @Override
    public void open(RuntimeContext context) {
      allFirings = context.valueState("firings");
    }

    @Override
    public void process(
        String key, WindowContext<Window> context, Iterable<Object> values, Collector<String> out) {
      StringBuilder all = new StringBuilder();
      values.forEach(value -> all.append(value).append(';'));
      Long ofWindow = null;
      if (!merging) {
        ValueState<Long> firings = context.windowState().valueState("firings");
        ofWindow = next(firings);
      }
      out.collect(
          report(
              key,
              context.window(),
              context.watermarkMs(),
              ofWindow,
              next(allFirings),
              all.toString()));
    }

    private static Long next(ValueState<Long> count) {
      Long before = count.value();
      Long now = before == null ? 1 : before + 1;
      count.update(now);
      return now;
    }

    @Override
    public void clear(WindowContext<Window> context) {
      if (!merging) {
        context.windowState().valueState("firings").clear();
      }
    }
  }

  /** As {@link Report}, of windows of all records. */
  static final class ReportOfAll implements ProcessAllWindowFunction<Object, String, Window> {
    private final Report report;

    ReportOfAll(boolean merging) {
      report = new Report(merging);
    }

    @Override
    public void open(RuntimeContext context) {
      report.open(context);
    }

    @Override
    public void process(
        WindowContext<Window> context, Iterable<Object> values, Collector<String> out) {
      report.process(ALL, context, values, out);
    }

    @Override
    public void clear(WindowContext<Window> context) {
      report.clear(context);
    }
  }

  /** Windows that are not cut alike for all; some records are in none. */
  static final class Odd implements WindowAssigner<Item, TimeWindow> {

    @Override
    public List<TimeWindow> assign(Item value, long timestampMs, Context context) {
      long startMs = Math.floorDiv(timestampMs, 10) * 10;
      return switch ((int) value.amount() % 3) {
        case 0 -> List.of();
        case 1 -> List.of(new TimeWindow(startMs, startMs + 25));
        default ->
            List.of(
                new TimeWindow(startMs - 5, startMs + 10), new TimeWindow(startMs, startMs + 10));
      };
    }

    @Override
    public boolean isEventTime() {
      return true;
    }

    @Override
    public Trigger<Object, Window> defaultTrigger() {
      return EventTimeTrigger.create();
    }
  }

  /** Sessions that begin before their record; some records are in none. */
  static final class OddSessions implements MergingTimeWindows<Item> {

    @Override
    public List<TimeWindow> assign(Item value, long timestampMs, Context context) {
      long before = value.amount() % 4;
      if (before == 0) {
        return List.of();
      }
      long startMs = Math.max(timestampMs, Long.MIN_VALUE + before) - before;
      long endMs =
          timestampMs > Long.MAX_VALUE - value.amount()
              ? Long.MAX_VALUE
              : timestampMs + value.amount();
      return List.of(new TimeWindow(startMs, endMs));
    }

    @Override
    public boolean isEventTime() {
      return true;
    }
  }

  /**
   * Has state of every kind: fires at a sum of 12, purges at a third amount, fires and purges some
   * time after a record if another one came. Leaves its timers behind when a window is gone.
   */
  static final class Custom implements Trigger<Item, Window> {
    private transient AggregatingState<Long, Long> sum;
    private transient LongState sameSum;
    private transient MapState<Long, Integer> amounts;
    private transient ListState<String> ids;

    @Override
    public void open(RuntimeContext context) {
      sum = context.aggregatingState(io.landfall.api.state.StateDescriptor.of("sum"), new Sum());
      sameSum = context.longState("same-sum");
      amounts = context.mapState("amounts");
      ids = context.listState("ids");
    }

    @Override
    public TriggerResult onElement(Item value, long timestampMs, Window window, Context context)
        throws Exception {
      sum.add(value.amount());
      amounts.put(value.amount(), 1);
      ids.add(value.ids());
      if (timestampMs < Long.MAX_VALUE - 3) {
        context.registerEventTimer(timestampMs + 3);
      }
      if (sameSum.add(value.amount()) != sum.get()) {
        throw new IllegalStateException(sameSum.get() + " where " + sum.get() + " is expected");
      }
      if (sum.get() >= 12) {
        sum.clear();
        sameSum.clear();
        return TriggerResult.FIRE;
      }
      int distinct = 0;
      for (Object each : amounts.entries()) {
        distinct++;
      }
      if (distinct >= 3) {
        amounts.clear();
        return TriggerResult.PURGE;
      }
      return TriggerResult.CONTINUE;
    }

    @Override
    public TriggerResult onEventTime(long timerMs, Window window, Context context) {
      if (ids.get().size() < 2) {
        return TriggerResult.CONTINUE;
      }
      ids.clear();
      return TriggerResult.FIRE_AND_PURGE;
    }

    @Override
    public TriggerResult onProcessingTime(long timerMs, Window window, Context context) {
      return TriggerResult.CONTINUE;
    }

    @Override
    public boolean canMerge() {
      return true;
    }

    @Override
    public void onMerge(Window window, MergeContext context) throws Exception {
      context.mergeState(sum);
      context.mergeState(sameSum);
      context.mergeState(amounts, Integer::sum);
      context.mergeState(ids);
    }

    @Override
    public void clear(Window window, Context context) {
      sum.clear();
      sameSum.clear();
      amounts.clear();
      ids.clear();
    }
  }

  private static final class Sum implements AggregateFunction<Long, Long, Long> {

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Long value, Long accumulator) {
      return accumulator + value;
    }

    @Override
    public Long result(Long accumulator) {
      return accumulator;
    }

    @Override
    public Long merge(Long left, Long right) {
      return left + right;
    }
  }

  private CaseFunctions() {}
}
