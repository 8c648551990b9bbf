package io.landfall.api.async;

import io.landfall.api.function.Function;
import java.util.concurrent.CompletionStage;

/** Begins something that has one result later, such as a request of an asynchronous client. */
@FunctionalInterface
public interface AsyncMapFunction<T, R> extends Function {

  /**
   * Must not block.
   *
   * @return what completes with the result, by any thread
   */
  CompletionStage<R> map(T value) throws Exception;
}
