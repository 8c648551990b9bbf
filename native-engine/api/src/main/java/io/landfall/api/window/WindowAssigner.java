package io.landfall.api.window;

import io.landfall.api.function.Function;
import java.util.Collection;
import java.util.Optional;

/**
 * Says which windows a record belongs to. The ready-made ones: {@link TumblingWindows}, {@link
 * SlidingWindows}, {@link CumulatingWindows}, {@link SessionWindows}, {@link GlobalWindows}.
 *
 * @param <T> the records it can look at
 */
public interface WindowAssigner<T, W extends Window> extends Function {

  /**
   * @param timestampMs event time of the record; {@link Long#MIN_VALUE} if it has none, which
   *     happens only where {@link #isEventTime} is false
   * @return each window once, in the order in which their triggers are to be asked; none, and the
   *     record is left out
   */
  Collection<W> assign(T value, long timestampMs, Context context) throws Exception;

  /**
   * True if windows end with the watermark: records can be late then, and need timestamps. False if
   * they end with the wall clock or never.
   */
  boolean isEventTime();

  /** The trigger of those who choose none. */
  Trigger<? super T, ? super W> defaultTrigger();

  /** What is wrong with its settings, in words that can follow the operator's name. */
  default Optional<String> mistake() {
    return Optional.empty();
  }

  /** What an assigner may ask; only valid during the call. */
  interface Context {

    /** Wall clock in ms since the epoch. */
    long processingTimeMs();
  }
}
