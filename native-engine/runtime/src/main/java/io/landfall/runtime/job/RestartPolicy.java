package io.landfall.runtime.job;

import io.landfall.api.option.JobOptions;
import io.landfall.api.option.JobOptions.Restart;
import io.landfall.api.option.Options;

/** Whether a failed job starts again, and when. No clock of its own; one thread. */
final class RestartPolicy {

  /** What {@link #onFailure} answers if the job is to fail. */
  static final long GIVE_UP = -1;

  private final Restart strategy;
  private final int attempts;
  private final long delayMs;
  private final long maxDelayMs;
  private final long resetAfterMs;
  private int failuresInARow;

  RestartPolicy(Options options) {
    strategy = options.get(JobOptions.RESTART);
    attempts = options.get(JobOptions.RESTART_ATTEMPTS);
    delayMs = options.get(JobOptions.RESTART_DELAY).toMillis();
    maxDelayMs = options.get(JobOptions.RESTART_MAX_DELAY).toMillis();
    resetAfterMs = options.get(JobOptions.RESTART_RESET_AFTER).toMillis();
  }

  /**
   * @param healthyMs how long the job ran before it failed; negative if it never got to run
   * @return the delay before the restart in ms, or {@link #GIVE_UP}
   */
  long onFailure(long healthyMs) {
    if (strategy == Restart.NONE) {
      return GIVE_UP;
    }
    if (healthyMs >= resetAfterMs) {
      failuresInARow = 0;
    }
    if (failuresInARow >= attempts) {
      return GIVE_UP;
    }
    int doublings = Math.min(failuresInARow, 30);
    failuresInARow++;
    return strategy == Restart.FIXED ? delayMs : Math.min(maxDelayMs, delayMs << doublings);
  }

  /** Restarts since the job was last healthy. */
  int failuresInARow() {
    return failuresInARow;
  }

  int attempts() {
    return attempts;
  }
}
