package io.landfall.api.async;

import java.util.concurrent.TimeoutException;

/** A request had no result in time. */
public final class AsyncTimeoutException extends TimeoutException {

  private static final long serialVersionUID = 1L;

  public AsyncTimeoutException() {
    super(
        "no result within the timeout of the request; give it a longer one, ask less often"
            + " (capacity), or override timeout() to go on without a result");
  }
}
