package io.landfall.runtime.job;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.runtime.checkpoint.CheckpointPurpose;
import io.landfall.runtime.metrics.MetricRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** The thread that runs a job's driver, and the handle by which others speak to it. */
final class JobThread implements JobHandle, Runnable {

  private static final long LONGEST_WAIT_MS = 1_000;

  private final JobDriver driver;
  private final BlockingQueue<JobEvent> events;
  private final LongSupplier clockMs;
  private final MetricRegistry metrics;
  private final ExecutorService io;
  private final CompletableFuture<JobStatus> ended = new CompletableFuture<>();

  JobThread(
      JobDriver driver,
      BlockingQueue<JobEvent> events,
      LongSupplier clockMs,
      MetricRegistry metrics,
      ExecutorService io) {
    this.driver = driver;
    this.events = events;
    this.clockMs = clockMs;
    this.metrics = metrics;
    this.io = io;
  }

  void start(ClassLoader classLoader) {
    Thread thread = new Thread(this, driver.jobName() + "/job");
    thread.setContextClassLoader(classLoader);
    thread.start();
  }

  @Override
  public void run() {
    driver.start();
    while (!driver.termination().isDone()) {
      try {
        step();
      } catch (Throwable thrown) {
        // Without this thread nobody would ever learn how the job ended.
        driver.onThrown(thrown);
      }
    }
    io.shutdown();
    ended.complete(driver.status());
    refuseWhatIsLeft();
  }

  private void step() {
    JobEvent event = nextEvent();
    if (event != null) {
      driver.on(event);
    }
    if (driver.nextDeadlineMs() <= clockMs.getAsLong()) {
      driver.onTime();
    }
  }

  private JobEvent nextEvent() {
    long untilMs = Math.min(LONGEST_WAIT_MS, driver.nextDeadlineMs() - clockMs.getAsLong());
    try {
      return untilMs <= 0 ? events.poll() : events.poll(untilMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody but user code could have got hold of this thread; the job does not end by that.
      return null;
    }
  }

  private void refuseWhatIsLeft() {
    for (JobEvent event; (event = events.poll()) != null; ) {
      if (event instanceof JobEvent.CheckpointRequested request) {
        refuse(request.result());
      } else if (event instanceof JobEvent.SnapshotTaken taken) {
        taken.snapshots().forEach(snapshot -> snapshot.state().release());
      }
    }
  }

  private void refuse(CompletableFuture<Long> result) {
    result.completeExceptionally(
        new IllegalStateException("job '" + jobName() + "' has ended: " + driver.status()));
  }

  @Override
  public String jobName() {
    return driver.jobName();
  }

  @Override
  public JobStatus status() {
    return driver.status();
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
      throw driver.lastFailure();
    }
    return status;
  }

  @Override
  public void cancel() {
    events.add(new JobEvent.CancelRequested());
  }

  @Override
  public void stop() {
    events.add(new JobEvent.StopRequested());
  }

  @Override
  public CompletableFuture<Path> savepoint(Path newFolder) {
    return request(CheckpointPurpose.SAVEPOINT, newFolder).thenApply(id -> newFolder);
  }

  @Override
  public CompletableFuture<Long> checkpoint() {
    return request(CheckpointPurpose.REQUESTED, null);
  }

  private CompletableFuture<Long> request(CheckpointPurpose purpose, Path folder) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    events.add(new JobEvent.CheckpointRequested(purpose, folder, result));
    if (ended.isDone()) {
      refuseWhatIsLeft();
    }
    return result;
  }

  @Override
  public CompletableFuture<JobStatus> termination() {
    return ended.copy();
  }

  @Override
  public Throwable lastFailure() {
    JobFailedException failure = driver.lastFailure();
    return failure == null || failure.getCause() == null ? failure : failure.getCause();
  }

  @Override
  public Map<String, Number> metrics() {
    return metrics.read();
  }
}
