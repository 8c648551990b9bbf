package io.landfall.api.function;

/** Any number of results for each record. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Function {

  void flatMap(T value, Collector<R> out) throws Exception;
}
