package io.landfall.operators.process;

import io.landfall.api.function.BroadcastProcessFunction;
import io.landfall.api.function.Function;
import io.landfall.api.function.KeyedBroadcastProcessFunction;
import io.landfall.api.function.KeyedStateFunction;
import io.landfall.api.function.OutputTag;
import io.landfall.api.state.BroadcastState;
import io.landfall.api.state.BroadcastStateDescriptor;
import io.landfall.api.state.ReadOnlyBroadcastState;
import io.landfall.api.state.State;
import io.landfall.api.time.TimerService;
import io.landfall.operators.spi.OperatorContext;
import java.util.List;

/** One input that is spread over the subtasks, and one that all of them get. */
public final class BroadcastProcessOperator extends ProcessOperator
    implements KeyedBroadcastProcessFunction.Context {

  private static final int BROADCAST = 1;

  private final List<BroadcastStateDescriptor<?, ?>> descriptors;
  private final ReadOnly readOnly = new ReadOnly();

  private BroadcastProcessOperator(
      Function function, Calls calls, List<BroadcastStateDescriptor<?, ?>> descriptors) {
    super(function, calls);
    this.descriptors = descriptors;
  }

  /**
   * @param function a {@code BroadcastProcessFunction} or a {@code KeyedBroadcastProcessFunction}
   */
  public static BroadcastProcessOperator of(
      Function function, List<BroadcastStateDescriptor<?, ?>> descriptors) {
    return new BroadcastProcessOperator(function, calls(function), descriptors);
  }

  @SuppressWarnings("unchecked")
  private static Calls calls(Function function) {
    if (function instanceof KeyedBroadcastProcessFunction<?, ?, ?> some) {
      KeyedBroadcastProcessFunction<Object, Object, Object> keyed =
          (KeyedBroadcastProcessFunction<Object, Object, Object>) some;
      return new TwoInputs(
          (value, operator) -> keyed.process(value, operator.readOnly, operator),
          (value, operator) -> keyed.processBroadcast(value, operator, operator),
          (timerMs, operator) -> keyed.onTimer((Long) timerMs, operator.readOnly, operator));
    }
    BroadcastProcessFunction<Object, Object, Object> plain =
        (BroadcastProcessFunction<Object, Object, Object>) function;
    return new TwoInputs(
        (value, operator) -> plain.process(value, operator.readOnly, operator),
        (value, operator) -> plain.processBroadcast(value, operator, operator),
        (timerMs, operator) -> {
          throw new IllegalStateException("no timer was registered");
        });
  }

  @FunctionalInterface
  private interface Call {
    void with(Object value, BroadcastProcessOperator operator) throws Exception;
  }

  /** What differs between functions with state of the key and those without. */
  private record TwoInputs(Call spread, Call broadcast, Call timer) implements Calls {
    @Override
    public void record(int input, Object value, ProcessOperator self) throws Exception {
      (input == BROADCAST ? broadcast : spread).with(value, (BroadcastProcessOperator) self);
    }

    @Override
    public void timer(long timestampMs, ProcessOperator self) throws Exception {
      timer.with(timestampMs, (BroadcastProcessOperator) self);
    }
  }

  @Override
  public void open(OperatorContext operatorContext) throws Exception {
    openStates(operatorContext);
    descriptors.forEach(states()::broadcastState);
    super.open(operatorContext);
  }

  @Override
  public <K, V> BroadcastState<K, V> broadcastState(BroadcastStateDescriptor<K, V> descriptor) {
    return states().declared(descriptor);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <K, S extends State> void applyToKeyedState(
      S state, KeyedStateFunction<K, S> keyedFunction) throws Exception {
    context.forEachKey(state, key -> keyedFunction.process((K) key, state));
  }

  /** What the records get that are not broadcast. */
  private final class ReadOnly
      implements BroadcastProcessFunction.ReadOnlyContext,
          KeyedBroadcastProcessFunction.OnTimerContext {

    @Override
    public <K, V> ReadOnlyBroadcastState<K, V> broadcastState(
        BroadcastStateDescriptor<K, V> descriptor) {
      return states().declared(descriptor).view();
    }

    @Override
    public long timestampMs() {
      return BroadcastProcessOperator.this.timestampMs();
    }

    @Override
    public long processingTimeMs() {
      return BroadcastProcessOperator.this.processingTimeMs();
    }

    @Override
    public long watermarkMs() {
      return BroadcastProcessOperator.this.watermarkMs();
    }

    @Override
    public TimerService timers() {
      return BroadcastProcessOperator.this;
    }

    @Override
    public Object currentKey() {
      return BroadcastProcessOperator.this.currentKey();
    }

    @Override
    public boolean isEventTime() {
      return BroadcastProcessOperator.this.isEventTime();
    }

    @Override
    public <T> void output(OutputTag<T> tag, T value) {
      BroadcastProcessOperator.this.output(tag, value);
    }
  }
}
