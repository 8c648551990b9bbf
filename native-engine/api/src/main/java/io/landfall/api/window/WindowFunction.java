package io.landfall.api.window;

import io.landfall.api.function.Function;

/**
 * One result for each firing of a window.
 *
 * @param <V> all records ({@code Iterable}), or the one result of {@code reduce} or {@code
 *     aggregate}
 */
@FunctionalInterface
public interface WindowFunction<V, R, K, W extends Window> extends Function {

  R apply(K key, W window, V content) throws Exception;
}
