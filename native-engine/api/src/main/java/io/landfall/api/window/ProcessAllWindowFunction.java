package io.landfall.api.window;

import io.landfall.api.function.Collector;
import io.landfall.api.function.Function;

/**
 * As {@link ProcessWindowFunction}, for windows of a stream without keys.
 *
 * @param <T> the records; behind {@code reduce} or {@code aggregate} their one result
 */
@FunctionalInterface
public interface ProcessAllWindowFunction<T, R, W extends Window> extends Function {

  /**
   * @param values all records in the order of arrival, or the one result of {@code reduce} or
   *     {@code aggregate}; only valid during the call
   */
  void process(WindowContext<W> context, Iterable<T> values, Collector<R> out) throws Exception;

  /** The window is gone: clear its {@link WindowContext#windowState}. */
  default void clear(WindowContext<W> context) throws Exception {}
}
