package io.landfall.api.window;

import io.landfall.api.function.Function;
import java.util.Optional;

/**
 * Takes records out of a window when it fires, before its function sees them or after. What is
 * taken out is gone for the next firings, too. With an evictor all records of a window are kept,
 * also where the function could do with less. The idea is Flink's {@code Evictor}.
 */
public interface Evictor<T, W extends Window> extends Function {

  /**
   * Before the function; {@code records} in the order of arrival, to be taken out by {@link
   * java.util.Iterator#remove}.
   *
   * @param size how many there are
   */
  void evictBefore(Iterable<TimestampedValue<T>> records, int size, W window, Context context)
      throws Exception;

  /** After the function, otherwise as {@link #evictBefore}. */
  void evictAfter(Iterable<TimestampedValue<T>> records, int size, W window, Context context)
      throws Exception;

  /** What is wrong with its settings, in words that can follow the operator's name. */
  default Optional<String> mistake() {
    return Optional.empty();
  }

  /** The clocks; only valid during the call. */
  interface Context {

    /** Wall clock in ms since the epoch. */
    long processingTimeMs();

    /** Event time in ms. */
    long watermarkMs();
  }
}
