package io.landfall.api.window;

import io.landfall.api.function.AggregateFunction;
import io.landfall.api.function.Function;
import io.landfall.api.function.ReduceFunction;
import io.landfall.api.function.RuntimeContext;
import io.landfall.api.state.AggregatingState;
import io.landfall.api.state.ListState;
import io.landfall.api.state.LongState;
import io.landfall.api.state.MapState;
import io.landfall.api.state.ReducingState;
import io.landfall.api.state.ValueState;
import io.landfall.api.time.TimerService;
import java.util.Optional;

/**
 * Says when a window's result is due. The idea, and the meaning of each method, is that of Flink's
 * {@code Trigger}.
 *
 * <p>State: handles made in {@link #open} hold one content for each key <em>and window</em>; keep
 * them in transient fields. The trigger is told to forget in {@link #clear}.
 *
 * <pre>{@code
 * final class EveryOther implements Trigger<Object, Window> {
 *   private transient ValueState<Boolean> odd;
 *
 *   public void open(RuntimeContext context) {
 *     odd = context.valueState("odd");
 *   }
 *
 *   public TriggerResult onElement(Object value, long timestampMs, Window window, Context context) {
 *     boolean fires = odd.value() != null;
 *     odd.update(fires ? null : true);
 *     return fires ? TriggerResult.FIRE : TriggerResult.CONTINUE;
 *   }
 *   ...
 * }
 * }</pre>
 *
 * @param <T> the records it can look at
 * @param <W> the windows it can look at
 */
public interface Trigger<T, W extends Window> extends Function {

  /** State handles made from {@code context} are for each key and window. */
  @Override
  default void open(RuntimeContext context) throws Exception {}

  /** A record was added to {@code window}. */
  TriggerResult onElement(T value, long timestampMs, W window, Context context) throws Exception;

  /**
   * The watermark has reached {@code timerMs}. Called for the event timers that were registered for
   * this window, and for windows of event time also when they are about to be forgotten: at {@link
   * Window#maxTimestampMs} plus the allowed lateness.
   */
  TriggerResult onEventTime(long timerMs, W window, Context context) throws Exception;

  /**
   * The clock has passed {@code timerMs}. Called for the processing timers that were registered for
   * this window, and for windows of processing time also when they are about to be forgotten: at
   * {@link Window#maxTimestampMs}.
   */
  TriggerResult onProcessingTime(long timerMs, W window, Context context) throws Exception;

  /** True if it can be used with windows that merge; {@link #onMerge} is called then. */
  default boolean canMerge() {
    return false;
  }

  /**
   * Several windows have become {@code window}, in which this call and the next ones are. What was
   * kept for the old ones is there until this returns: merge it, or it is cleared. Their timers are
   * deleted in {@link #clear}, which is called for each of them afterwards; register anew what is
   * still needed.
   */
  default void onMerge(W window, MergeContext context) throws Exception {
    throw new UnsupportedOperationException(
        getClass().getName() + " cannot merge windows; override onMerge, or let canMerge be false");
  }

  /** The window is gone: delete its timers and clear its state. */
  void clear(W window, Context context) throws Exception;

  /** What is wrong with its settings, in words that can follow the operator's name. */
  default Optional<String> mistake() {
    return Optional.empty();
  }

  /**
   * The clocks and timers of the window; only valid during the call. The watermark is never below
   * what it was when the state was last saved, also after a recovery. Timers of the clock fire when
   * it has passed them, one ms behind: records of that ms come before.
   */
  interface Context extends TimerService {}

  /** Moves what was kept for the merged windows to the one that they became. */
  interface MergeContext extends Context {

    /** Adds the old windows' values, in the order in which the assigner named them. */
    <V> void mergeState(ReducingState<V> state) throws Exception;

    /** Puts the old windows' lists behind each other. */
    <V> void mergeState(ListState<V> state) throws Exception;

    /** Merges the old windows' accumulators by {@link AggregateFunction#merge}. */
    <I, O> void mergeState(AggregatingState<I, O> state) throws Exception;

    <V> void mergeState(ValueState<V> state, ReduceFunction<V> function) throws Exception;

    /** Adds the old windows' numbers. */
    void mergeState(LongState state);

    /**
     * @param function combines the values of keys that several of them have
     */
    <K, V> void mergeState(MapState<K, V> state, ReduceFunction<V> function) throws Exception;
  }
}
