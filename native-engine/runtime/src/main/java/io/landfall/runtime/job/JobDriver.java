package io.landfall.runtime.job;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.option.Options;
import io.landfall.runtime.checkpoint.CheckpointPurpose;
import io.landfall.runtime.metrics.MetricRegistry;
import io.landfall.runtime.storage.CheckpointStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one job: starts it, restarts it, ends it. Told of events and of time; has no thread
 * of its own. Job thread only, but for {@link #status} and {@link #lastFailure}.
 */
final class JobDriver implements CheckpointDriver.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(JobDriver.class);

  private static final long INTERRUPT_AFTER_MS = 500;
  private static final long DRAIN_AGAIN_AFTER_MS = 20;

  private final JobPlan plan;
  private final Options options;
  private final Platform platform;
  private final CheckpointStorage storage;
  private final RestartPolicy restarts;
  private final AttemptStarter starter;
  private final RestorePoint restorePoint;
  private final long intervalMs;
  private final long timeoutMs;
  private final CompletableFuture<JobStatus> termination = new CompletableFuture<>();
  private final JobMetrics metrics;
  private volatile JobStatus status = JobStatus.STARTING;
  private volatile JobFailedException lastFailure;

  private final List<JobEvent.CheckpointRequested> awaitingStart = new ArrayList<>();
  private Attempt attempt;
  private long nextCheckpointId;
  private int attempts;
  private boolean cancelRequested;
  private boolean stopRequested;
  private long giveUpStopAtMs = Long.MAX_VALUE;
  private long nextCheckpointAtMs = Long.MAX_VALUE;
  private long nextDrainAtMs = Long.MAX_VALUE;
  private long restartAtMs = Long.MAX_VALUE;
  private long nextInterruptAtMs = Long.MAX_VALUE;
  private long giveUpCancelAtMs = Long.MAX_VALUE;

  JobDriver(
      JobPlan plan,
      RestoredState restored,
      Platform platform,
      CheckpointStorage storage,
      Consumer<JobEvent> events,
      MetricRegistry metricRegistry) {
    this.plan = plan;
    this.options = plan.graph().options();
    this.platform = platform;
    this.storage = storage;
    this.restorePoint = new RestorePoint(jobName(), storage, restored);
    this.nextCheckpointId = restored.checkpointId() + 1;
    this.restarts = new RestartPolicy(options);
    this.starter = new AttemptStarter(plan, platform, storage, events, metricRegistry, this);
    this.intervalMs =
        options.get(JobOptions.CHECKPOINTING)
            ? options.get(JobOptions.CHECKPOINT_INTERVAL).toMillis()
            : Long.MAX_VALUE;
    this.timeoutMs = options.get(JobOptions.CHECKPOINT_TIMEOUT).toMillis();
    this.metrics = new JobMetrics(metricRegistry);
  }

  String jobName() {
    return plan.graph().jobName();
  }

  JobStatus status() {
    return status;
  }

  /** The last failure, also of a job that was restarted since; null if there was none. */
  JobFailedException lastFailure() {
    return lastFailure;
  }

  CompletableFuture<JobStatus> termination() {
    return termination;
  }

  /** All deadlines are in elapsed time: the wall clock may be set while the job runs. */
  private long nowMs() {
    return platform.elapsedMs().getAsLong();
  }

  /** Deploys the job for the first time or again. */
  void start() {
    status = JobStatus.STARTING;
    int number = attempts++;
    try {
      attempt = starter.start(number, restorePoint.state(), nextCheckpointId);
    } catch (Throwable thrown) {
      attempt = null;
      onFailed(Failures.deploying(jobName(), thrown), -1);
    }
  }

  /** When {@link #onTime} has something to do, in elapsed ms; {@link Long#MAX_VALUE} for never. */
  long nextDeadlineMs() {
    long next = Math.min(restartAtMs, Math.min(nextInterruptAtMs, giveUpCancelAtMs));
    if (attempt != null && attempt.isRunning()) {
      next = Math.min(next, Math.min(nextDrainAtMs, attempt.sources().nextDeadlineMs()));
      next =
          Math.min(
              next,
              attempt.checkpoints().isPending() ? checkpointDeadlineMs() : nextCheckpointAtMs);
    }
    return next;
  }

  void onTime() {
    long nowMs = nowMs();
    if (restartAtMs <= nowMs) {
      restartAtMs = Long.MAX_VALUE;
      start();
    }
    if (giveUpCancelAtMs <= nowMs) {
      giveUpCancel();
      return;
    }
    if (nextInterruptAtMs <= nowMs) {
      nextInterruptAtMs = nowMs + INTERRUPT_AFTER_MS;
      platform.runner().interrupt();
    }
    if (attempt != null && attempt.isRunning()) {
      advanceRunning(nowMs);
    }
  }

  private void advanceRunning(long nowMs) {
    try {
      attempt.sources().onTime(nowMs);
    } catch (Exception e) {
      failAttempt(Failures.coordinating(jobName(), e));
      return;
    }
    if (nextDrainAtMs <= nowMs) {
      nextDrainAtMs = Long.MAX_VALUE;
      onInputEnded(nowMs);
    }
    CheckpointDriver checkpoints = attempt.checkpoints();
    if (checkpoints.isPending()) {
      if (checkpointDeadlineMs() <= nowMs) {
        checkpoints.onTimeout(nowMs);
      }
    } else if (nextCheckpointAtMs <= nowMs && !attempt.isLastRequested()) {
      nextCheckpointAtMs = nowMs + intervalMs;
      checkpoints.onInterval(nowMs);
    }
  }

  /**
   * A user who wants to stop must not wait for long: neither for the last checkpoint, nor for one
   * that is still under way before it.
   */
  private long checkpointDeadlineMs() {
    long deadlineMs = attempt.checkpoints().deadlineMs(timeoutMs);
    return deadlineMs == Long.MAX_VALUE ? deadlineMs : Math.min(deadlineMs, giveUpStopAtMs);
  }

  void on(JobEvent event) {
    long nowMs = nowMs();
    if (event instanceof JobEvent.CancelRequested) {
      onCancelRequested();
    } else if (event instanceof JobEvent.StopRequested) {
      onStopRequested();
    } else if (event instanceof JobEvent.CheckpointRequested request) {
      onCheckpointRequested(request, nowMs);
    } else if (event instanceof JobEvent.OfAttempt own && isCurrent(own.attempt())) {
      onAttemptEvent(own, nowMs);
    } else if (event instanceof JobEvent.SnapshotTaken late) {
      late.discard();
    }
    concludeIfEnded(nowMs);
  }

  private void onAttemptEvent(JobEvent.OfAttempt event, long nowMs) {
    if (event instanceof JobEvent.OfCheckpoint ofCheckpoint) {
      attempt.checkpoints().on(ofCheckpoint, nowMs);
    } else if (event instanceof JobEvent.TaskOpened opened) {
      if (attempt.onOpened(opened.task()) && !attempt.isClosing()) {
        run(nowMs);
      }
    } else if (event instanceof JobEvent.TaskEnded ended) {
      attempt.ends().onEnded(ended.task());
      onInputEnded(nowMs);
    } else if (event instanceof JobEvent.OnlyCycleLeft left) {
      attempt.ends().onOnlyCycleLeft(left.task());
      onInputEnded(nowMs);
    } else if (event instanceof JobEvent.TaskClosed closed) {
      attempt.onClosed(closed.task());
      if (closed.failure() != null) {
        failAttempt(Failures.inTask(jobName(), plan, closed.task(), closed.failure()));
      }
    } else if (event instanceof JobEvent.SourceMessage message) {
      onSourceMessage(message);
    }
  }

  /** Records may go round a cycle for long after the last one came in: they must run dry first. */
  private void onInputEnded(long nowMs) {
    if (attempt.isLastRequested() || attempt.isClosing()) {
      return;
    }
    if (plan.hasCycles()) {
      if (attempt.ends().isAll() || attempt.ends().isOnlyCyclesLeft()) {
        request(CheckpointPurpose.DRAIN, nowMs);
      }
    } else if (attempt.ends().isAll() && attempt.requestLast()) {
      request(CheckpointPurpose.FINAL, nowMs);
    }
  }

  private void onDrainTried(boolean dry, long nowMs) {
    if (attempt.isClosing() || attempt.isLastRequested()) {
      return;
    }
    if (!dry) {
      nextDrainAtMs = nowMs + DRAIN_AGAIN_AFTER_MS;
    } else if (!attempt.ends().isAll()) {
      attempt.endCycles();
    } else if (attempt.requestLast()) {
      request(CheckpointPurpose.FINAL, nowMs);
    }
  }

  private void onSourceMessage(JobEvent.SourceMessage message) {
    try {
      attempt
          .sources()
          .onMessage(message.operatorId(), message.task().subtask(), message.message());
    } catch (Exception e) {
      failAttempt(Failures.coordinating(jobName(), e));
    }
  }

  private boolean isCurrent(int number) {
    return attempt != null && attempt.number() == number;
  }

  private void run(long nowMs) {
    attempt.run(nowMs);
    status = JobStatus.RUNNING;
    nextDrainAtMs = Long.MAX_VALUE;
    nextCheckpointAtMs = intervalMs == Long.MAX_VALUE ? Long.MAX_VALUE : nowMs + intervalMs;
    try {
      attempt.sources().start(nowMs);
    } catch (Exception e) {
      failAttempt(Failures.coordinating(jobName(), e));
      return;
    }
    awaitingStart.forEach(request -> onCheckpointRequested(request, nowMs));
    awaitingStart.clear();
    if (stopRequested) {
      onStopRequested();
    }
  }

  private void onStopRequested() {
    stopRequested = true;
    if (status == JobStatus.RUNNING && attempt.requestLast()) {
      status = JobStatus.STOPPING;
      long nowMs = nowMs();
      giveUpStopAtMs = nowMs + options.get(JobOptions.CANCEL_TIMEOUT).toMillis();
      request(CheckpointPurpose.STOP, nowMs);
    } else if (status == JobStatus.RESTARTING) {
      // It must come up once more: a sink may have prepared what only a restore commits.
      restartAtMs = nowMs();
    }
  }

  private void onCancelRequested() {
    cancelRequested = true;
    if (status.isTerminal()) {
      return;
    }
    status = JobStatus.CANCELLING;
    restartAtMs = Long.MAX_VALUE;
    if (attempt == null) {
      terminate(JobStatus.CANCELLED);
    } else {
      cancelTasks();
    }
  }

  private void onCheckpointRequested(JobEvent.CheckpointRequested request, long nowMs) {
    if (attempt != null && attempt.isRunning() && !attempt.isLastRequested()) {
      attempt.checkpoints().onRequested(request, nowMs);
    } else if (status == JobStatus.STARTING
        || status == JobStatus.RESTARTING
        || status == JobStatus.RUNNING && attempt.failure() != null) {
      awaitingStart.add(request);
    } else {
      refuse(request);
    }
  }

  private void refuse(JobEvent.CheckpointRequested request) {
    String why =
        status == JobStatus.RUNNING
            ? "is about to end, and takes its last checkpoint; wait for its end"
            : "is " + status + ", not running";
    request
        .result()
        .completeExceptionally(new IllegalStateException("job '" + jobName() + "' " + why));
  }

  private void request(CheckpointPurpose purpose, long nowMs) {
    attempt
        .checkpoints()
        .onRequested(
            new JobEvent.CheckpointRequested(purpose, null, new CompletableFuture<>()), nowMs);
  }

  @Override
  public void onComplete(
      long checkpointId, CheckpointPurpose purpose, long durationMs, boolean inFlight) {
    metrics.onCheckpoint(checkpointId, durationMs);
    LOG.debug("job '{}': checkpoint {} complete in {} ms", jobName(), checkpointId, durationMs);
    if (purpose.isLast()) {
      attempt.finish(purpose == CheckpointPurpose.STOP ? JobStatus.STOPPED : JobStatus.FINISHED);
    } else if (purpose == CheckpointPurpose.DRAIN) {
      onDrainTried(!inFlight, nowMs());
    }
  }

  @Override
  public void onAborted(CheckpointPurpose purpose, String reason) {
    if (purpose == CheckpointPurpose.DRAIN) {
      onDrainTried(false, nowMs());
    }
    if (purpose.isLast()) {
      // Sources have stopped already, so the job cannot just go on.
      failAttempt(Failures.withoutLastCheckpoint(jobName(), reason));
      if (stopRequested) {
        cancelRequested = true;
      }
    }
  }

  @Override
  public void onUndecided(String reason) {
    // Going on could contradict the next restore; this one looks at what is there.
    failAttempt(Failures.undecidedCheckpoint(jobName(), reason));
  }

  private void failAttempt(JobFailedException failure) {
    if (attempt.failure() == null) {
      attempt.fail(failure);
      lastFailure = failure;
    }
    cancelTasks();
  }

  private void cancelTasks() {
    if (attempt.cancel()) {
      long nowMs = nowMs();
      nextInterruptAtMs = nowMs + INTERRUPT_AFTER_MS;
      giveUpCancelAtMs = nowMs + options.get(JobOptions.CANCEL_TIMEOUT).toMillis();
      attempt.checkpoints().abandon();
    }
  }

  /**
   * User code or the disk does not return, so its threads cannot be had back: the job ends without
   * them.
   */
  private void giveUpCancel() {
    Duration timeout = options.get(JobOptions.CANCEL_TIMEOUT);
    lastFailure =
        attempt.isClosed()
            ? Failures.silentDisk(jobName(), timeout, attempt.failure())
            : Failures.stuck(
                jobName(), timeout, platform.runner().stillRunning(), attempt.failure());
    terminate(JobStatus.FAILED);
  }

  private void concludeIfEnded(long nowMs) {
    if (attempt == null || !attempt.isClosed() || attempt.checkpoints().isWriting()) {
      return;
    }
    Attempt ended = attempt;
    attempt = null;
    nextInterruptAtMs = Long.MAX_VALUE;
    giveUpCancelAtMs = Long.MAX_VALUE;
    nextCheckpointId = ended.checkpoints().nextId();
    restorePoint.onEnded(ended.checkpoints().kept());
    ended.checkpoints().close("job '" + jobName() + "' ended or restarts");
    ended.sources().close();
    if (cancelRequested) {
      lastFailure = stopRequested && ended.failure() != null ? ended.failure() : lastFailure;
      terminate(stopRequested && ended.failure() != null ? JobStatus.FAILED : JobStatus.CANCELLED);
    } else if (ended.failure() != null) {
      onFailed(ended.failure(), ended.ranForMs(nowMs));
    } else {
      terminate(ended.outcome());
    }
  }

  /** Something went wrong on the job thread itself: an error in a coordinator, or of ours. */
  void onThrown(Throwable thrown) {
    if (attempt == null || attempt.failure() != null) {
      lastFailure = Failures.coordinating(jobName(), thrown);
      if (attempt != null) {
        attempt.cancel();
      }
      terminate(JobStatus.FAILED);
    } else {
      failAttempt(Failures.coordinating(jobName(), thrown));
    }
  }

  private void onFailed(JobFailedException failure, long healthyMs) {
    lastFailure = failure;
    long delayMs = restarts.onFailure(healthyMs);
    if (delayMs == RestartPolicy.GIVE_UP) {
      terminate(JobStatus.FAILED);
      return;
    }
    try {
      restorePoint.find(healthyMs >= 0);
    } catch (Exception e) {
      failure.addSuppressed(e);
      terminate(JobStatus.FAILED);
      return;
    }
    metrics.onRestart();
    LOG.warn(
        "{}; restart {} of {} in {} ms from {}",
        failure.getMessage(),
        restarts.failuresInARow(),
        restarts.attempts(),
        delayMs,
        restorePoint.describe(),
        failure.getCause());
    status = JobStatus.RESTARTING;
    restartAtMs = nowMs() + delayMs;
  }

  private void terminate(JobStatus end) {
    restorePoint.release();
    try {
      storage.close();
    } catch (Exception e) {
      LOG.warn("job '{}': closing checkpoint storage", jobName(), e);
    }
    status = end;
    awaitingStart.forEach(this::refuse);
    awaitingStart.clear();
    termination.complete(end);
  }
}
