package io.landfall.storm.local;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The job of a topology, over rebalances: each ends one job of the engine and starts the next, and
 * those who wait for the end wait on. Any thread.
 */
final class TopologyJob implements JobHandle {

  private final CompletableFuture<JobStatus> termination = new CompletableFuture<>();
  private volatile JobHandle current;
  private volatile boolean between;

  TopologyJob(JobHandle first) {
    start(first);
  }

  private void start(JobHandle next) {
    current = next;
    between = false;
    next.termination().thenAccept(status -> onEnd(next, status));
  }

  private synchronized void onEnd(JobHandle ended, JobStatus status) {
    if (ended == current && !between) {
      termination.complete(status);
    }
  }

  /**
   * The job that runs now will end, and another one follows.
   *
   * @return false if it has ended already
   */
  synchronized boolean expectNext() {
    if (termination.isDone()) {
      return false;
    }
    between = true;
    return true;
  }

  /** The engine's job that runs now. */
  JobHandle current() {
    return current;
  }

  synchronized void follow(JobHandle next) {
    start(next);
  }

  /** None follows after all. */
  synchronized void endWith(JobStatus status) {
    between = false;
    termination.complete(status);
  }

  @Override
  public String jobName() {
    return current.jobName();
  }

  @Override
  public JobStatus status() {
    if (termination.isDone()) {
      return termination.join();
    }
    return between ? JobStatus.RESTARTING : current.status();
  }

  @Override
  public JobStatus await() throws JobFailedException, InterruptedException {
    try {
      return outcome(termination.get());
    } catch (ExecutionException never) {
      throw new IllegalStateException("a termination never fails", never);
    }
  }

  @Override
  public JobStatus await(Duration timeout)
      throws JobFailedException, InterruptedException, TimeoutException {
    try {
      return outcome(termination.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException never) {
      throw new IllegalStateException("a termination never fails", never);
    }
  }

  // The engine's own handle knows why it failed.
  private JobStatus outcome(JobStatus status) throws JobFailedException, InterruptedException {
    return status == JobStatus.FAILED ? current.await() : status;
  }

  @Override
  public void cancel() {
    current.cancel();
  }

  @Override
  public void stop() {
    current.stop();
  }

  @Override
  public CompletableFuture<Path> savepoint(Path newFolder) {
    return current.savepoint(newFolder);
  }

  @Override
  public CompletableFuture<Long> checkpoint() {
    return current.checkpoint();
  }

  @Override
  public CompletableFuture<JobStatus> termination() {
    return termination;
  }

  @Override
  public Throwable lastFailure() {
    return current.lastFailure();
  }

  @Override
  public Map<String, Number> metrics() {
    return current.metrics();
  }
}
