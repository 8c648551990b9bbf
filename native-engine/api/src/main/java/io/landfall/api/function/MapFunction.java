package io.landfall.api.function;

/** One result for each record. */
@FunctionalInterface
public interface MapFunction<T, R> extends Function {

  R map(T value) throws Exception;
}
