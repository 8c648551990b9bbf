package io.landfall.operators.process;

import io.landfall.api.function.CoProcessFunction;
import io.landfall.api.function.Collector;
import io.landfall.api.function.Function;
import io.landfall.api.function.OutputTag;
import io.landfall.api.function.ProcessFunction;
import io.landfall.api.time.TimerService;
import io.landfall.operators.spi.KeyedTimers;
import io.landfall.operators.spi.Output;
import java.util.HashMap;
import java.util.Map;

/** Process functions of one and of two inputs. */
public class ProcessOperator extends FunctionOperator<Function>
    implements Collector<Object>, ProcessFunction.OnTimerContext, TimerService {

  /** What differs between one input and two. */
  interface Calls {
    void record(int input, Object value, ProcessOperator self) throws Exception;

    void timer(long timestampMs, ProcessOperator self) throws Exception;
  }

  private final Calls calls;
  private final Map<OutputTag<?>, Output> sideOutputs = new HashMap<>();
  private long timestampMs;
  private boolean eventTime;

  ProcessOperator(Function function, Calls calls) {
    super(function);
    this.calls = calls;
  }

  @SuppressWarnings("unchecked")
  public static ProcessOperator ofOne(ProcessFunction<?, ?> function) {
    ProcessFunction<Object, Object> untyped = (ProcessFunction<Object, Object>) function;
    return new ProcessOperator(
        function,
        new Calls() {
          @Override
          public void record(int input, Object value, ProcessOperator self) throws Exception {
            untyped.process(value, self, self);
          }

          @Override
          public void timer(long timestampMs, ProcessOperator self) throws Exception {
            untyped.onTimer(timestampMs, self, self);
          }
        });
  }

  @SuppressWarnings("unchecked")
  public static ProcessOperator ofTwo(CoProcessFunction<?, ?, ?> function) {
    CoProcessFunction<Object, Object, Object> untyped =
        (CoProcessFunction<Object, Object, Object>) function;
    return new ProcessOperator(
        function,
        new Calls() {
          @Override
          public void record(int input, Object value, ProcessOperator self) throws Exception {
            if (input == 0) {
              untyped.processFirst(value, self, self);
            } else {
              untyped.processSecond(value, self, self);
            }
          }

          @Override
          public void timer(long timestampMs, ProcessOperator self) throws Exception {
            untyped.onTimer(timestampMs, self, self);
          }
        });
  }

  @Override
  public void onRecord(int input, Object value, long recordTimestampMs) throws Exception {
    timestampMs = recordTimestampMs;
    calls.record(input, value, this);
  }

  @Override
  public void onTimer(Object namespace, long timerMs, boolean isEventTimer) throws Exception {
    timestampMs = timerMs;
    eventTime = isEventTimer;
    calls.timer(timerMs, this);
  }

  @Override
  public void collect(Object value) {
    output.emit(value, timestampMs);
  }

  @Override
  public <T> void output(OutputTag<T> tag, T value) {
    Output side = sideOutputs.get(tag);
    if (side == null) {
      side = context.sideOutput(tag.id());
      sideOutputs.put(tag, side);
    }
    side.emit(value, timestampMs);
  }

  @Override
  public long timestampMs() {
    return timestampMs;
  }

  @Override
  public boolean isEventTime() {
    return eventTime;
  }

  @Override
  public TimerService timers() {
    return this;
  }

  @Override
  public Object currentKey() {
    return context.currentKey();
  }

  @Override
  public long processingTimeMs() {
    return context.processingTimeMs();
  }

  @Override
  public long watermarkMs() {
    return context.watermarkMs();
  }

  @Override
  public void registerEventTimer(long atMs) {
    context.timers().registerEventTimer(KeyedTimers.NO_NAMESPACE, atMs);
  }

  @Override
  public void registerProcessingTimer(long atMs) {
    context.timers().registerProcessingTimer(KeyedTimers.NO_NAMESPACE, atMs);
  }

  @Override
  public void deleteEventTimer(long atMs) {
    context.timers().deleteEventTimer(KeyedTimers.NO_NAMESPACE, atMs);
  }

  @Override
  public void deleteProcessingTimer(long atMs) {
    context.timers().deleteProcessingTimer(KeyedTimers.NO_NAMESPACE, atMs);
  }
}
