package io.landfall.operators.window;

import io.landfall.api.function.ReduceFunction;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.ValueState;
import io.landfall.api.window.Trigger;
import io.landfall.api.window.TriggerResult;
import io.landfall.api.window.Window;
import io.landfall.operators.spi.OperatorContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Calls the trigger within a window's state and timers, and is what it may ask. */
final class TriggerRunner implements Trigger.MergeContext {

  private final Trigger<Object, Window> trigger;
  private final OperatorContext context;
  private final WindowStates states;
  private final WatermarkFloor watermark;
  private final Lifetime lifetime;
  private final WindowTimers timers;
  private Window window;
  private Collection<? extends Window> merged = List.of();

  TriggerRunner(
      Trigger<Object, Window> trigger,
      OperatorContext context,
      WindowStates states,
      WatermarkFloor watermark,
      Lifetime lifetime,
      WindowTimers timers) {
    this.trigger = trigger;
    this.context = context;
    this.states = states;
    this.watermark = watermark;
    this.lifetime = lifetime;
    this.timers = timers;
  }

  private void enter(Window entered) {
    window = entered;
    states.enter(entered);
  }

  TriggerResult onElement(Object value, long timestampMs, Window of) throws Exception {
    enter(of);
    return trigger.onElement(value, timestampMs, of, this);
  }

  TriggerResult onTimer(long timerMs, boolean eventTime, Window of) throws Exception {
    enter(of);
    return eventTime
        ? trigger.onEventTime(timerMs, of, this)
        : trigger.onProcessingTime(timerMs, of, this);
  }

  void clear(Window of) throws Exception {
    enter(of);
    trigger.clear(of, this);
  }

  /**
   * @param old those that have become {@code result}; without it
   */
  void onMerge(Window result, Collection<? extends Window> old) throws Exception {
    enter(result);
    merged = old;
    try {
      trigger.onMerge(result, this);
    } finally {
      merged = List.of();
    }
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
  public void registerEventTimer(long timerMs) {
    timers.register(window, timerMs, true);
  }

  @Override
  public void registerProcessingTimer(long timerMs) {
    timers.register(window, timerMs, false);
  }

  /** The end of the window has the same timer, if it is at the same time: that one stays. */
  @Override
  public void deleteEventTimer(long timerMs) {
    if (!lifetime.isEnd(window, timerMs, true)) {
      timers.delete(window, timerMs, true);
    }
  }

  /** As {@link #deleteEventTimer}. */
  @Override
  public void deleteProcessingTimer(long timerMs) {
    if (!lifetime.isEnd(window, timerMs, false)) {
      timers.delete(window, timerMs, false);
    }
  }

  @Override
  public <V> void mergeState(ReducingState<V> state) throws Exception {
    Window result = window;
    for (Window old : merged) {
      states.enter(old);
      V value = state.get();
      states.enter(result);
      if (value != null) {
        state.add(value);
      }
    }
  }

  @Override
  public <V> void mergeState(ListState<V> state) {
    Window result = window;
    for (Window old : merged) {
      states.enter(old);
      List<V> values = new ArrayList<>(state.get());
      states.enter(result);
      state.addAll(values);
    }
  }

  @Override
  public <I, O> void mergeState(AggregatingState<I, O> state) throws Exception {
    if (!(state instanceof PrefixedStates.Accumulators<I, ?, O> accumulators)) {
      throw new IllegalArgumentException(
          "trigger "
              + trigger.getClass().getName()
              + " merges a state that it did not make in open; make it there");
    }
    mergeAccumulators(accumulators);
  }

  private <I, A, O> void mergeAccumulators(PrefixedStates.Accumulators<I, A, O> accumulators)
      throws Exception {
    mergeState(accumulators.accumulator(), accumulators.merging());
  }

  @Override
  public <V> void mergeState(ValueState<V> state, ReduceFunction<V> function) throws Exception {
    Window result = window;
    for (Window old : merged) {
      states.enter(old);
      V value = state.value();
      states.enter(result);
      if (value != null) {
        V before = state.value();
        state.update(before == null ? value : function.reduce(before, value));
      }
    }
  }

  @Override
  public void mergeState(LongState state) {
    Window result = window;
    for (Window old : merged) {
      states.enter(old);
      long number = state.get();
      states.enter(result);
      if (number != 0) {
        state.add(number);
      }
    }
  }

  @Override
  public <K, V> void mergeState(MapState<K, V> state, ReduceFunction<V> function) throws Exception {
    Window result = window;
    for (Window old : merged) {
      states.enter(old);
      List<Map.Entry<K, V>> entries = new ArrayList<>();
      for (Map.Entry<K, V> entry : state.entries()) {
        entries.add(Map.entry(entry.getKey(), entry.getValue()));
      }
      states.enter(result);
      for (Map.Entry<K, V> entry : entries) {
        V before = state.get(entry.getKey());
        state.put(
            entry.getKey(),
            before == null ? entry.getValue() : function.reduce(before, entry.getValue()));
      }
    }
  }
}
