package io.landfall.api.function;

/** Keeps the records for which it is true. */
@FunctionalInterface
public interface FilterFunction<T> extends Function {

  boolean keep(T value) throws Exception;
}
