package io.landfall.it.simulation.job;

import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.ListState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.StateDescriptor;
import io.landfall.api.state.ValueState;
import io.landfall.it.simulation.World;

/** The stages with keyed state and timers. */
final class KeyedFunctions {

  /** Behind all records, before the end of time. */
  private static final long AT_THE_END_MS = Long.MAX_VALUE - 1;

  private KeyedFunctions() {}

  /** See {@link Stage.Kind#COUNT}. */
  static final class Count implements ProcessFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient ReducingState<Long> count;

    @Override
    public void open(RuntimeContext context) {
      count = context.reducingState(StateDescriptor.of("count"), Long::sum);
    }

    @Override
    public void process(Long value, Context context, Collector<Long> out) throws Exception {
      count.add(1L);
      out.collect(Arithmetic.keyed((Long) context.currentKey(), count.get()));
    }
  }

  /** See {@link Stage.Kind#TOTAL}. */
  static final class Total implements ProcessFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient ValueState<Long> count;

    @Override
    public void open(RuntimeContext context) {
      count = context.valueState("count");
    }

    @Override
    public void process(Long value, Context context, Collector<Long> out) {
      count.update(count.value() == null ? 1 : count.value() + 1);
      context.timers().registerEventTimer(AT_THE_END_MS);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<Long> out) {
      out.collect(Arithmetic.keyed((Long) context.currentKey(), count.value()));
    }
  }

  /** See {@link Stage.Kind#BUCKETS}. */
  static final class Buckets implements ProcessFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final long worldId;
    private final int amount;
    private transient MapState<Long, Long> sums;

    Buckets(World world, int amount) {
      this.worldId = world.id();
      this.amount = amount;
    }

    @Override
    public void open(RuntimeContext context) {
      sums = context.mapState("sums");
    }

    @Override
    public void process(Long value, Context context, Collector<Long> out) {
      long bucket = Arithmetic.bucket(context.timestampMs(), amount);
      long endMs = Arithmetic.bucketEndMs(bucket, amount);
      if (endMs <= context.timers().watermarkMs()) {
        World.find(worldId)
            .violation(
                "record of time "
                    + context.timestampMs()
                    + " came behind watermark "
                    + context.timers().watermarkMs());
      }
      Long sum = sums.get(bucket);
      sums.put(bucket, sum == null ? value : sum + value);
      context.timers().registerEventTimer(endMs);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<Long> out) {
      long bucket = Arithmetic.bucket(timestampMs, amount);
      Long sum = sums.get(bucket);
      sums.remove(bucket);
      out.collect(Arithmetic.bucketResult((Long) context.currentKey(), bucket, sum));
    }
  }

  /** See {@link Stage.Kind#HOLD}. */
  static final class Hold implements ProcessFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final int amount;
    private transient ListState<Long> held;

    Hold(int amount) {
      this.amount = amount;
    }

    @Override
    public void open(RuntimeContext context) {
      held = context.listState("held");
    }

    @Override
    public void process(Long value, Context context, Collector<Long> out) {
      held.add(value);
      context.timers().registerProcessingTimer(context.timers().processingTimeMs() + amount * 5L);
      context.timers().registerEventTimer(AT_THE_END_MS);
    }

    @Override
    public void onTimer(long timestampMs, OnTimerContext context, Collector<Long> out) {
      held.get().forEach(out::collect);
      held.clear();
    }
  }

  /** See {@link Stage.Kind#JOIN}. */
  static final class Join implements CoProcessFunction<Long, Long, Long> {
    private static final long serialVersionUID = 1L;
    private transient ListState<Long> left;
    private transient ListState<Long> right;

    @Override
    public void open(RuntimeContext context) {
      left = context.listState("left");
      right = context.listState("right");
    }

    @Override
    public void processFirst(Long value, ProcessFunction.Context context, Collector<Long> out) {
      left.add(value);
      right.get().forEach(other -> out.collect(Arithmetic.pair(value, other)));
    }

    @Override
    public void processSecond(Long value, ProcessFunction.Context context, Collector<Long> out) {
      right.add(value);
      left.get().forEach(other -> out.collect(Arithmetic.pair(other, value)));
    }
  }
}
