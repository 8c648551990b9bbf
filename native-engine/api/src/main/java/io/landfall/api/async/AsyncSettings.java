package io.landfall.api.async;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How requests are made. Immutable.
 *
 * @param ordered whether results come in the order of their records; if not, they come as they are
 *     there, but none passes a watermark
 * @param capacity requests of a subtask that are under way at once, and results that wait for their
 *     turn; when it is reached, the subtask takes no more input
 * @param timeoutMs how long a request may take, retries included; {@link Long#MAX_VALUE} for ever
 */
public record AsyncSettings(boolean ordered, int capacity, long timeoutMs, AsyncRetry retry)
    implements Serializable {

  private static final int DEFAULT_CAPACITY = 100;
  private static final long DEFAULT_TIMEOUT_MS = 60_000;

  public AsyncSettings {
    Objects.requireNonNull(retry, "retry");
  }

  /** 100 requests at once, a minute for each, no retries. */
  public static AsyncSettings inOrder() {
    return new AsyncSettings(true, DEFAULT_CAPACITY, DEFAULT_TIMEOUT_MS, AsyncRetry.NONE);
  }

  /** As {@link #inOrder}, but a result need not wait for those before it. */
  public static AsyncSettings unordered() {
    return new AsyncSettings(false, DEFAULT_CAPACITY, DEFAULT_TIMEOUT_MS, AsyncRetry.NONE);
  }

  public AsyncSettings withCapacity(int requests) {
    return new AsyncSettings(ordered, requests, timeoutMs, retry);
  }

  public AsyncSettings withTimeout(Duration timeout) {
    return new AsyncSettings(ordered, capacity, timeout.toMillis(), retry);
  }

  /** A request may take for ever, and the job with it. */
  public AsyncSettings withoutTimeout() {
    return new AsyncSettings(ordered, capacity, Long.MAX_VALUE, retry);
  }

  public AsyncSettings withRetry(AsyncRetry other) {
    return new AsyncSettings(ordered, capacity, timeoutMs, other);
  }

  /** What is wrong with it, in words that can follow the operator's name. */
  public Optional<String> mistake() {
    if (capacity < 1) {
      return Optional.of("capacity " + capacity + " is below 1; nothing could ever be asked for");
    }
    if (timeoutMs < 1) {
      return Optional.of("timeout " + timeoutMs + " ms is below 1 ms; give it more, or none");
    }
    return Optional.empty();
  }
}
