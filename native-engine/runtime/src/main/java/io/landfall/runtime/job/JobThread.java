package io.landfall.runtime.job;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The thread that steps a job, and the handle by which others speak to it. */
final class JobThread implements JobHandle, Runnable {

  private static final long LONGEST_WAIT_MS = 1_000;

  private final SteppedJob job;
  private final ExecutorService io;
  private final CompletableFuture<JobStatus> ended = new CompletableFuture<>();

  JobThread(SteppedJob job, ExecutorService io) {
    this.job = job;
    this.io = io;
  }

  void start(ClassLoader classLoader) {
    Thread thread = new Thread(this, job.jobName() + "/job");
    thread.setContextClassLoader(classLoader);
    thread.start();
  }

  @Override
  public void run() {
    job.start();
    while (!job.isEnded()) {
      job.step(LONGEST_WAIT_MS);
    }
    io.shutdown();
    ended.complete(job.status());
    job.close();
  }

  @Override
  public String jobName() {
    return job.jobName();
  }

  @Override
  public JobStatus status() {
    return job.status();
  }

  @Override
  public JobStatus await() throws JobFailedException, InterruptedException {
    try {
      return outcome(ended.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("termination never completes exceptionally", e);
    }
  }

  @Override
  public JobStatus await(Duration timeout)
      throws JobFailedException, InterruptedException, TimeoutException {
    try {
      return outcome(ended.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException e) {
      throw new IllegalStateException("termination never completes exceptionally", e);
    }
  }

  private JobStatus outcome(JobStatus status) throws JobFailedException {
    if (status == JobStatus.FAILED) {
      throw job.lastFailure();
    }
    return status;
  }

  @Override
  public void cancel() {
    job.cancel();
  }

  @Override
  public void stop() {
    job.stop();
  }

  @Override
  public CompletableFuture<Path> savepoint(Path newFolder) {
    return job.savepoint(newFolder).thenApply(id -> newFolder);
  }

  @Override
  public CompletableFuture<Long> checkpoint() {
    return job.checkpoint();
  }

  @Override
  public CompletableFuture<JobStatus> termination() {
    return ended.copy();
  }

  @Override
  public Throwable lastFailure() {
    JobFailedException failure = job.lastFailure();
    return failure == null || failure.getCause() == null ? failure : failure.getCause();
  }

  @Override
  public Map<String, Number> metrics() {
    return job.metrics();
  }

  @Override
  public Map<String, Object> accumulators() {
    return job.accumulators();
  }
}
