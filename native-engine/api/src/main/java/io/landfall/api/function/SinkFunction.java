package io.landfall.api.function;

/**
 * The end of a stream: takes records and emits nothing. Effects outside are at least once; for
 * exactly once see {@link io.landfall.api.connector.TwoPhaseSink}.
 */
@FunctionalInterface
public interface SinkFunction<T> extends Function {

  void invoke(T value) throws Exception;
}
