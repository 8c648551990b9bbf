package io.landfall.api.async;

import io.landfall.api.function.Function;

/**
 * Begins something whose result comes later: a request of an asynchronous client. It must not
 * block, or it holds up all that its thread runs. For one result each, {@link AsyncMapFunction} is
 * shorter.
 *
 * <p>Requests may be made more than once: behind a failure of the job those under way are made
 * again, and so are those that are retried. Results are in the output exactly once.
 */
@FunctionalInterface
public interface AsyncFunction<I, O> extends Function {

  /**
   * @param result to be completed once, now or later, by any thread
   * @throws Exception counts as a failure of the request
   */
  void invoke(I value, AsyncResult<O> result) throws Exception;

  /**
   * No result came within the timeout, all retries included. What comes of the request later is
   * ignored.
   *
   * @param result to be completed before this returns; as it is, it fails the job with an {@link
   *     AsyncTimeoutException}
   */
  default void timeout(I value, AsyncResult<O> result) throws Exception {
    result.fail(new AsyncTimeoutException());
  }
}
