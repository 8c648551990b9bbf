package io.landfall.operators.async;

import io.landfall.api.async.AsyncResult;
import io.landfall.operators.spi.OperatorContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One call of the user's function and what comes of it. Holds what it waits for, then the outcome.
 * Completed by any thread; what is completed during the call itself goes no way round.
 */
final class Attempt extends AtomicReference<Object>
    implements AsyncResult<Object>, OperatorContext.ThreadAction {

  private static final long serialVersionUID = 1L;
  private static final Object IN_CALL = new Object();
  private static final Object AWAITED = new Object();

  /** What came of it: results, or a failure. */
  record Outcome(Collection<?> results, Throwable failure) {}

  final transient Request request;
  private final transient AsyncOperator operator;

  Attempt(Request request, AsyncOperator operator) {
    super(IN_CALL);
    this.request = request;
    this.operator = operator;
  }

  @Override
  public void completeAll(Collection<?> results) {
    if (results == null) {
      fail(new NullPointerException("completed with null in place of a collection of results"));
    } else {
      // It may be the caller's own, to be used again.
      end(new Outcome(new ArrayList<>(results), null));
    }
  }

  @Override
  public void fail(Throwable failure) {
    end(
        new Outcome(
            null, failure == null ? new NullPointerException("failed with null") : failure));
  }

  private void end(Outcome outcome) {
    for (Object before = get(); !(before instanceof Outcome); before = get()) {
      if (compareAndSet(before, outcome)) {
        if (before == AWAITED) {
          handOver();
        }
        return;
      }
    }
  }

  private void handOver() {
    try {
      operator.context().execute(this);
    } catch (RejectedExecutionException ended) {
      // The task is gone; where it goes on, the request is made again.
      return;
    }
  }

  /** Task thread, when the call has returned: what has come of it already; null for nothing yet. */
  Outcome afterCall() {
    return compareAndSet(IN_CALL, AWAITED) ? null : (Outcome) get();
  }

  @Override
  public void run() throws Exception {
    operator.settle(this, (Outcome) get());
  }
}
