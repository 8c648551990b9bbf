package io.landfall.api;

import io.landfall.api.async.AsyncFunction;
import io.landfall.api.async.AsyncMapFunction;
import io.landfall.api.async.AsyncResult;
import io.landfall.api.function.RuntimeContext;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** One result for each request. */
record MappedAsync<T, R>(AsyncMapFunction<? super T, R> function) implements AsyncFunction<T, R> {

  @Override
  public void open(RuntimeContext context) throws Exception {
    function.open(context);
  }

  @Override
  public void invoke(T value, AsyncResult<R> result) throws Exception {
    CompletionStage<R> stage = function.map(value);
    if (stage == null) {
      throw new NullPointerException("an asynchronous map returned null in place of a stage");
    }
    stage.whenComplete(
        (made, failure) -> {
          if (failure == null) {
            result.complete(made);
          } else {
            result.fail(
                failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure);
          }
        });
  }

  @Override
  public void close() throws Exception {
    function.close();
  }
}
