package io.landfall.api.function;

/**
 * The key of a record. Must be deterministic; a key needs {@code equals}, and a {@code hashCode}
 * that is the same in every JVM (strings, boxed numbers, records and lists of these have one, enums
 * and arrays do not). Null is not a key.
 */
@FunctionalInterface
public interface KeySelector<T, K> extends Function {

  K key(T value) throws Exception;
}
