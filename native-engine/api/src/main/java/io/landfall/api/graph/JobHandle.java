package io.landfall.api.graph;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** A running job. Any thread. */
public interface JobHandle {

  String jobName();

  JobStatus status();

  /**
   * Waits for the end.
   *
   * @return FINISHED, STOPPED or CANCELLED
   * @throws JobFailedException if it failed
   */
  JobStatus await() throws JobFailedException, InterruptedException;

  /**
   * As {@link #await()}, for a bounded time.
   *
   * @throws TimeoutException if the job is still running then; it goes on
   */
  JobStatus await(Duration timeout)
      throws JobFailedException, InterruptedException, TimeoutException;

  /**
   * Ends the job without a last checkpoint. Returns at once; {@link #await} tells when it is done.
   */
  void cancel();

  /**
   * Ends the job after a last checkpoint: sources emit nothing behind it, so that what was emitted
   * is exactly what it covers. Returns at once.
   */
  void stop();

  /**
   * Writes a complete, self-contained checkpoint to a new folder while the job goes on.
   *
   * @return completes with the folder, or exceptionally if it could not be written
   */
  CompletableFuture<Path> savepoint(Path newFolder);

  /** Starts a checkpoint now; completes with its id when it is durable. */
  CompletableFuture<Long> checkpoint();

  /** Completes with the final status; never exceptionally. */
  CompletableFuture<JobStatus> termination();

  /** The last failure, also of a job that was restarted since; null if there was none. */
  Throwable lastFailure();

  /**
   * What accumulators have come to, by name, over all subtasks: exact once the job has ended, a
   * hint before.
   */
  default Map<String, Object> accumulators() {
    return Map.of();
  }

  /** All metrics by name, as they are now: counters and gauges as numbers. */
  Map<String, Number> metrics();
}
