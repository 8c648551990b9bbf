package io.landfall.runtime.job;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.graph.LogicalGraph;
import io.landfall.runtime.checkpoint.CheckpointPurpose;
import io.landfall.runtime.metrics.MetricRegistry;
import io.landfall.runtime.storage.CheckpointStorage;
import io.landfall.runtime.task.TaskReporter.OperatorSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A job without a thread of its own: one thread calls {@link #start}, then {@link #step} until
 * {@link #isEnded}, then {@link #close}. What asks for something (to cancel, to stop, a checkpoint)
 * and what only looks may be called by any.
 */
public final class SteppedJob {

  private final JobDriver driver;
  private final BlockingQueue<JobEvent> events;
  private final LongSupplier elapsedMs;
  private final MetricRegistry metrics;
  private volatile boolean closed;

  private SteppedJob(
      JobDriver driver,
      BlockingQueue<JobEvent> events,
      LongSupplier elapsedMs,
      MetricRegistry metrics) {
    this.driver = driver;
    this.events = events;
    this.elapsedMs = elapsedMs;
    this.metrics = metrics;
  }

  /**
   * Checks the job, locks its state directory and finds what it is to go on from.
   *
   * @throws JobRefusedException if it cannot run as it is; nothing was started, nothing is locked
   */
  public static SteppedJob prepare(LogicalGraph graph, Platform platform)
      throws JobRefusedException {
    JobPlan plan = JobPlan.of(graph);
    CheckpointStorage storage = null;
    RestoredState restored;
    try {
      storage = JobStorage.open(graph, platform.disk());
      restored = JobStorage.restored(graph, storage, platform.disk());
      restored.check(plan);
    } catch (JobRefusedException | RuntimeException | Error e) {
      close(storage);
      throw e;
    } catch (IOException e) {
      close(storage);
      throw new JobRefusedException(e.getMessage() == null ? e.toString() : e.getMessage(), e);
    }
    BlockingQueue<JobEvent> events = new LinkedBlockingQueue<>();
    MetricRegistry metrics = new MetricRegistry();
    JobDriver driver = new JobDriver(plan, restored, platform, storage, events::add, metrics);
    return new SteppedJob(driver, events, platform.elapsedMs(), metrics);
  }

  private static void close(CheckpointStorage storage) {
    if (storage != null) {
      storage.close();
    }
  }

  public void start() {
    driver.start();
  }

  /**
   * Handles one event, if there is one now or within a while, then what the clock says is due.
   *
   * @param longestWaitMs 0 for not to wait
   * @return false if there was no event
   */
  public boolean step(long longestWaitMs) {
    try {
      JobEvent event = nextEvent(longestWaitMs);
      if (event != null) {
        driver.on(event);
      }
      if (driver.nextDeadlineMs() <= elapsedMs.getAsLong()) {
        driver.onTime();
      }
      return event != null;
    } catch (Throwable thrown) {
      // Without whoever steps the job nobody would ever learn how it ended.
      driver.onThrown(thrown);
      return true;
    }
  }

  private JobEvent nextEvent(long longestWaitMs) {
    long untilMs = Math.min(longestWaitMs, driver.nextDeadlineMs() - elapsedMs.getAsLong());
    try {
      return untilMs <= 0 ? events.poll() : events.poll(untilMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody but user code could have got hold of this thread; the job does not end by that.
      return null;
    }
  }

  /** How many events wait to be handled. */
  public int waitingEvents() {
    return events.size();
  }

  /** What {@link #step} would do next, in words; for traces. */
  public String describeNext() {
    JobEvent next = events.peek();
    return next == null ? "the clock" : next.describe();
  }

  /**
   * When {@link #step} has something to do although there is no event, in elapsed ms; {@link
   * Long#MAX_VALUE} for never.
   */
  public long nextDeadlineMs() {
    return driver.nextDeadlineMs();
  }

  public boolean isEnded() {
    return driver.termination().isDone();
  }

  /** Once it has ended: refuses what is still asked for. */
  public void close() {
    closed = true;
    refuseWhatIsLeft();
  }

  private void refuseWhatIsLeft() {
    for (JobEvent event; (event = events.poll()) != null; ) {
      if (event instanceof JobEvent.CheckpointRequested request) {
        request
            .result()
            .completeExceptionally(
                new IllegalStateException("job '" + jobName() + "' has ended: " + driver.status()));
      } else if (event instanceof JobEvent.SnapshotTaken taken) {
        taken.snapshots().forEach(OperatorSnapshot::discard);
      }
    }
  }

  public String jobName() {
    return driver.jobName();
  }

  public JobStatus status() {
    return driver.status();
  }

  /** The last failure, also of a job that was restarted since; null if there was none. */
  public JobFailedException lastFailure() {
    return driver.lastFailure();
  }

  public Map<String, Number> metrics() {
    return metrics.read();
  }

  /** What accumulators have come to, by name. */
  public Map<String, Object> accumulators() {
    return metrics.readAccumulators();
  }

  public void cancel() {
    events.add(new JobEvent.CancelRequested());
  }

  public void stop() {
    events.add(new JobEvent.StopRequested());
  }

  /** Completes with its id when it is durable. */
  public CompletableFuture<Long> checkpoint() {
    return request(CheckpointPurpose.REQUESTED, null);
  }

  /** Completes with its id when it is durable. */
  public CompletableFuture<Long> savepoint(Path newFolder) {
    return request(CheckpointPurpose.SAVEPOINT, newFolder);
  }

  private CompletableFuture<Long> request(CheckpointPurpose purpose, Path folder) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    events.add(new JobEvent.CheckpointRequested(purpose, folder, result));
    if (closed) {
      refuseWhatIsLeft();
    }
    return result;
  }
}
