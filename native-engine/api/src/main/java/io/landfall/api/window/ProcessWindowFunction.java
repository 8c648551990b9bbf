package io.landfall.api.window;

import io.landfall.api.function.Collector;
import io.landfall.api.function.Function;

/**
 * The most general function of a window: sees its metadata and state, emits any number of results
 * and side outputs.
 *
 * @param <T> the records; behind {@code reduce} or {@code aggregate} their one result
 */
@FunctionalInterface
public interface ProcessWindowFunction<T, R, K, W extends Window> extends Function {

  /**
   * @param values all records in the order of arrival, or the one result of {@code reduce} or
   *     {@code aggregate}; only valid during the call
   */
  void process(K key, WindowContext<W> context, Iterable<T> values, Collector<R> out)
      throws Exception;

  /** The window is gone: clear its {@link WindowContext#windowState}. */
  default void clear(WindowContext<W> context) throws Exception {}
}
