package io.landfall.api.window;

import io.landfall.api.function.Function;

/**
 * As {@link WindowFunction}, for windows of a stream without keys.
 *
 * @param <V> all records ({@code Iterable}), or the one result of {@code reduce} or {@code
 *     aggregate}
 */
@FunctionalInterface
public interface AllWindowFunction<V, R, W extends Window> extends Function {

  R apply(W window, V content) throws Exception;
}
