package io.landfall.api.async;

import java.io.Serializable;
import java.time.Duration;
import java.util.Collection;
import java.util.Objects;

/**
 * When a request is made again, and after how long. Immutable. The timeout counts from the first
 * attempt: it cuts retries short.
 *
 * @param maxAttempts the first one included
 * @param firstDelayMs before the second attempt
 * @param multiplier by how much each delay is longer than the one before
 * @param maxDelayMs no delay is longer
 * @param failures which failures are retried
 * @param results which results are retried; they are emitted all the same by the last attempt
 */
public record AsyncRetry(
    int maxAttempts,
    long firstDelayMs,
    double multiplier,
    long maxDelayMs,
    FailurePredicate failures,
    ResultPredicate results)
    implements Serializable {

  /** Never again. */
  public static final AsyncRetry NONE = new AsyncRetry(1, 0, 1, 0, failure -> false, all -> false);

  /** Whether a failure may go away by itself. */
  @FunctionalInterface
  public interface FailurePredicate extends Serializable {
    boolean isRetried(Throwable failure);
  }

  /** Whether results are not the right ones yet. */
  @FunctionalInterface
  public interface ResultPredicate extends Serializable {
    boolean isRetried(Collection<?> results);
  }

  public AsyncRetry {
    Objects.requireNonNull(failures, "failures");
    Objects.requireNonNull(results, "results");
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "retry: " + maxAttempts + " attempts are below 1; the first one counts, too");
    }
    if (firstDelayMs < 0 || maxDelayMs < 0) {
      throw new IllegalArgumentException(
          "retry: a delay of "
              + Math.min(firstDelayMs, maxDelayMs)
              + " ms is negative; give 0 or more");
    }
    if (!(multiplier >= 1)) {
      throw new IllegalArgumentException(
          "retry: delays that grow by " + multiplier + " get shorter; give 1 or more");
    }
  }

  /** All failures, the same time after each. */
  public static AsyncRetry fixedDelay(int maxAttempts, Duration delay) {
    return new AsyncRetry(
        maxAttempts, delay.toMillis(), 1, delay.toMillis(), failure -> true, all -> false);
  }

  /** All failures, each delay {@code multiplier} times the one before, up to {@code maxDelay}. */
  public static AsyncRetry exponentialBackoff(
      int maxAttempts, Duration firstDelay, double multiplier, Duration maxDelay) {
    return new AsyncRetry(
        maxAttempts,
        firstDelay.toMillis(),
        multiplier,
        maxDelay.toMillis(),
        failure -> true,
        all -> false);
  }

  /** Only failures for which {@code predicate} is true. */
  public AsyncRetry onFailure(FailurePredicate predicate) {
    return new AsyncRetry(maxAttempts, firstDelayMs, multiplier, maxDelayMs, predicate, results);
  }

  /** Also results for which {@code predicate} is true. */
  public AsyncRetry onResult(ResultPredicate predicate) {
    return new AsyncRetry(maxAttempts, firstDelayMs, multiplier, maxDelayMs, failures, predicate);
  }

  /**
   * @param failedAttempts so far, from 1 on
   * @return ms to wait before the next one
   */
  public long delayMs(int failedAttempts) {
    double delay = firstDelayMs * Math.pow(multiplier, failedAttempts - 1);
    return (long) Math.min(delay, maxDelayMs);
  }
}
