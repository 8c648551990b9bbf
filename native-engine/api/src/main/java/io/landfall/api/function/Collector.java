package io.landfall.api.function;

/**
 * Where a function puts its results. Only valid during the call it was handed to.
 *
 * <p>A collected record is handed on by reference and must not be changed afterwards.
 */
@FunctionalInterface
public interface Collector<T> {

  /** Emits {@code value} with the timestamp of the record or timer that is being processed. */
  void collect(T value);
}
