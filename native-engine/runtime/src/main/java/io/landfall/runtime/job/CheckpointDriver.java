package io.landfall.runtime.job;

import io.landfall.api.graph.LogicalOperator;
import io.landfall.runtime.channel.Signal;
import io.landfall.runtime.checkpoint.CheckpointCommand;
import io.landfall.runtime.checkpoint.CheckpointCoordinator;
import io.landfall.runtime.checkpoint.CheckpointPurpose;
import io.landfall.runtime.job.JobEvent.CheckpointRequested;
import io.landfall.runtime.job.JobEvent.Part;
import io.landfall.runtime.storage.CheckpointManifest;
import io.landfall.runtime.storage.CheckpointManifest.OperatorEntry;
import io.landfall.runtime.storage.CheckpointManifest.SubtaskEntry;
import io.landfall.runtime.storage.CheckpointStorage;
import io.landfall.runtime.storage.CheckpointUndecidedException;
import io.landfall.runtime.storage.CheckpointWriter;
import io.landfall.runtime.storage.StoredFile;
import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskCommand;
import io.landfall.runtime.task.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the coordinator of one start of a job decides: storage, tasks, those who asked.
 * Job thread only; writing happens on {@code io} and comes back as events.
 */
final class CheckpointDriver {

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointDriver.class);

  /** What the job has to know of checkpoints. */
  interface Listener {
    /**
     * @param inFlight whether records were on their way round a cycle
     */
    void onComplete(
        long checkpointId, CheckpointPurpose purpose, long durationMs, boolean inFlight);

    void onAborted(CheckpointPurpose purpose, String reason);

    /** It may count or not, which only a restore can find out. */
    void onUndecided(String reason);
  }

  private final JobPlan plan;
  private final int attempt;
  private final LongSupplier clockMs;
  private final Map<TaskId, Task> tasks;
  private final SourceCoordinators sources;
  private final CheckpointStorage storage;
  private final int retained;
  private final Executor io;
  private final Consumer<JobEvent> events;
  private final Listener listener;
  private final CheckpointCoordinator<TaskId, List<Part>> coordinator;
  private final LayerFiles layers;
  private final ArrayDeque<CheckpointRequested> requests = new ArrayDeque<>();
  private CheckpointRequested current;
  private CheckpointWriter writer;
  private SnapshotFiles files;
  private Map<TaskId, List<Part>> written = Map.of();
  private Map<Integer, StoredFile> coordinatorFiles = Map.of();
  private long triggeredAtMs;
  private long createdAtMs;
  private boolean inFlight;

  /** Of the newest complete checkpoint. */
  private KeptStates kept;

  /** Of the one under way. */
  private KeptStates keeping = KeptStates.NONE;

  private boolean completing;
  private boolean abandoned;
  private int outstandingIo;

  CheckpointDriver(
      JobPlan plan,
      int attempt,
      LongSupplier clockMs,
      Map<TaskId, Task> tasks,
      SourceCoordinators sources,
      CheckpointStorage storage,
      int retained,
      long firstId,
      KeptStates kept,
      Executor io,
      Consumer<JobEvent> events,
      Listener listener) {
    this.plan = plan;
    this.attempt = attempt;
    this.clockMs = clockMs;
    this.tasks = tasks;
    this.sources = sources;
    this.storage = storage;
    this.retained = retained;
    this.io = io;
    this.events = events;
    this.listener = listener;
    this.kept = kept;
    this.layers = new LayerFiles(plan.graph().jobName());
    this.coordinator = new CheckpointCoordinator<>(tasks.keySet(), firstId);
  }

  long nextId() {
    return coordinator.nextId();
  }

  boolean isPending() {
    return coordinator.pendingId() >= 0;
  }

  /**
   * When to give up the one under way; {@link Long#MAX_VALUE} for never: it is past that once its
   * manifest is being written, since it may be durable already.
   */
  long deadlineMs(long timeoutMs) {
    return isPending() && !completing ? triggeredAtMs + timeoutMs : Long.MAX_VALUE;
  }

  /** True while files are being written, also of a checkpoint that was given up. */
  boolean isWriting() {
    return outstandingIo > 0;
  }

  void onInterval(long nowMs) {
    execute(coordinator.onIntervalElapsed(), nowMs);
  }

  void onRequested(CheckpointRequested request, long nowMs) {
    requests.add(request);
    execute(coordinator.onRequested(request.purpose()), nowMs);
  }

  void onTimeout(long nowMs) {
    String missing =
        coordinator.missing().stream()
            .map(task -> tasks.get(task).name())
            .sorted()
            .collect(Collectors.joining(", "));
    execute(
        coordinator.onFailure(
            coordinator.pendingId(),
            "after " + (nowMs - triggeredAtMs) + " ms still without " + missing),
        nowMs);
  }

  void on(JobEvent.OfCheckpoint event, long nowMs) {
    if (event instanceof JobEvent.SnapshotTaken taken) {
      onSnapshot(taken);
      return;
    }
    outstandingIo--;
    if (event instanceof JobEvent.CompletionUndecided open) {
      onUndecided(open.reason());
    } else if (event instanceof JobEvent.ManifestWritten) {
      execute(coordinator.onManifestDurable(event.checkpointId()), nowMs);
    } else if (!abandoned && event instanceof JobEvent.PartsWritten parts) {
      execute(
          coordinator.onTaskAcknowledged(parts.task(), parts.checkpointId(), parts.parts()), nowMs);
    } else if (!abandoned && event instanceof JobEvent.WriteFailed failed) {
      execute(coordinator.onFailure(failed.checkpointId(), failed.reason()), nowMs);
    }
  }

  private void onSnapshot(JobEvent.SnapshotTaken taken) {
    if (abandoned || taken.checkpointId() != coordinator.pendingId()) {
      taken.discard();
      return;
    }
    inFlight |= taken.inFlight();
    keeping.add(taken.task().subtask(), taken.snapshots());
    SnapshotFiles to = files;
    to.add(taken.task(), taken.snapshots());
    outstandingIo++;
    io.execute(() -> to.writeWaiting(events));
  }

  /**
   * The checkpoint stays under way, so that nobody is told that it was given up and no other
   * begins.
   */
  private void onUndecided(String reason) {
    // Only what is stored can tell which is the newest now.
    kept.release();
    kept = KeptStates.NONE;
    listener.onUndecided(reason);
  }

  /**
   * The attempt is being ended, and must not wait for files that nobody needs any more. One whose
   * manifest is being written goes on: it may be durable already.
   */
  void abandon() {
    if (isPending() && !completing && writer != null) {
      abandoned = true;
      writer.abort();
    }
  }

  /**
   * What is held in memory of the newest complete checkpoint; belongs to the caller. Once the
   * attempt has ended.
   */
  KeptStates kept() {
    return kept;
  }

  /** The attempt has ended: gives up what is under way, and tells those who wait. */
  void close(String reason) {
    if (writer != null && isPending() && outstandingIo == 0) {
      writer.abort();
      writer = null;
    }
    keeping.release();
    if (current != null) {
      current.result().completeExceptionally(new IllegalStateException(reason));
      current = null;
    }
    requests.forEach(r -> r.result().completeExceptionally(new IllegalStateException(reason)));
    requests.clear();
  }

  private void execute(List<CheckpointCommand<TaskId, List<Part>>> commands, long nowMs) {
    for (CheckpointCommand<TaskId, List<Part>> command : commands) {
      if (command instanceof CheckpointCommand.Trigger<TaskId, List<Part>> trigger) {
        trigger(trigger.checkpointId(), trigger.purpose(), nowMs);
      } else if (command instanceof CheckpointCommand.WriteManifest<TaskId, List<Part>> write) {
        writeManifest(write.checkpointId(), write.purpose(), write.parts());
      } else if (command instanceof CheckpointCommand.NotifyComplete<TaskId, List<Part>> done) {
        complete(done.checkpointId(), done.purpose(), nowMs);
      } else if (command instanceof CheckpointCommand.Abort<TaskId, List<Part>> abort) {
        abort(abort.checkpointId(), abort.purpose(), abort.reason());
      }
    }
  }

  private void trigger(long checkpointId, CheckpointPurpose purpose, long nowMs) {
    triggeredAtMs = nowMs;
    createdAtMs = clockMs.getAsLong();
    inFlight = false;
    completing = false;
    current = purpose == CheckpointPurpose.PERIODIC ? null : requests.poll();
    boolean selfContained = purpose == CheckpointPurpose.SAVEPOINT;
    keeping = new KeptStates();
    LayerFiles.Adopted adopted = LayerFiles.Adopted.NONE;
    try {
      writer =
          selfContained
              ? storage.beginSavepoint(checkpointId, current.folder())
              : storage.begin(checkpointId);
      if (!selfContained) {
        adopted = layers.adoptInto(writer);
      }
      files =
          new SnapshotFiles(plan.graph().jobName(), attempt, checkpointId, writer, adopted.files());
      coordinatorFiles = new HashMap<>();
      for (Map.Entry<Integer, byte[]> entry : sources.snapshot(checkpointId).entrySet()) {
        byte[] content = entry.getValue();
        coordinatorFiles.put(
            entry.getKey(),
            writer.writeFile(
                "operator-" + entry.getKey() + "-coordinator.data",
                out -> out.begin(RestoredState.COORDINATOR).write(content)));
      }
    } catch (Exception e) {
      LOG.debug("job '{}', checkpoint {}", plan.graph().jobName(), checkpointId, e);
      execute(coordinator.onFailure(checkpointId, e.toString()), nowMs);
      return;
    }
    TaskCommand command =
        new TaskCommand.TriggerCheckpoint(
            new Signal.Barrier(checkpointId, selfContained, adopted.completedId()),
            purpose.isLast());
    for (Task task : tasks.values()) {
      if (task.isSource()) {
        task.mailbox().send(command);
      }
    }
  }

  private void writeManifest(
      long checkpointId, CheckpointPurpose purpose, Map<TaskId, List<Part>> parts) {
    CheckpointManifest manifest =
        CheckpointManifest.of(
            plan.graph().jobName(),
            checkpointId,
            createdAtMs,
            purpose == CheckpointPurpose.SAVEPOINT,
            entries(parts));
    written = parts;
    keeping.of(manifest);
    CheckpointWriter to = writer;
    completing = true;
    outstandingIo++;
    io.execute(
        () -> {
          JobEvent result;
          try {
            to.complete(manifest);
            result = new JobEvent.ManifestWritten(attempt, checkpointId);
          } catch (Exception | Error e) {
            LOG.debug("job '{}', checkpoint {}", plan.graph().jobName(), checkpointId, e);
            result = failedCompletion(checkpointId, purpose, e);
          }
          events.accept(result);
        });
  }

  private JobEvent failedCompletion(long checkpointId, CheckpointPurpose purpose, Throwable e) {
    boolean undecided = e instanceof CheckpointUndecidedException || e instanceof Error;
    String reason = e instanceof CheckpointUndecidedException ? e.getMessage() : e.toString();
    // No restore looks for savepoints by itself, so what becomes of one is the user's.
    return undecided && purpose != CheckpointPurpose.SAVEPOINT
        ? new JobEvent.CompletionUndecided(attempt, checkpointId, reason)
        : new JobEvent.WriteFailed(attempt, checkpointId, reason);
  }

  private List<OperatorEntry> entries(Map<TaskId, List<Part>> parts) {
    Map<Integer, List<SubtaskEntry>> byOperator = new HashMap<>();
    parts
        .values()
        .forEach(
            all ->
                all.forEach(
                    part ->
                        byOperator
                            .computeIfAbsent(part.operatorId(), id -> new ArrayList<>())
                            .add(
                                new SubtaskEntry(
                                    part.subtask(), part.file(), part.scope(), part.layers()))));
    List<OperatorEntry> entries = new ArrayList<>();
    for (LogicalOperator operator : plan.graph().operators()) {
      List<SubtaskEntry> subtasks = byOperator.getOrDefault(operator.id(), new ArrayList<>());
      subtasks.sort(Comparator.comparingInt(SubtaskEntry::index));
      entries.add(
          new OperatorEntry(
              plan.uids().get(operator.id()),
              operator.name(),
              operator.spec().kind(),
              operator.parallelism(),
              operator.maxParallelism(),
              subtasks,
              coordinatorFiles.get(operator.id())));
    }
    return entries;
  }

  private void complete(long checkpointId, CheckpointPurpose purpose, long nowMs) {
    writer = null;
    try {
      storage.retain(retained);
    } catch (Exception e) {
      LOG.warn("job '{}': deleting old checkpoints", plan.graph().jobName(), e);
    }
    if (purpose != CheckpointPurpose.SAVEPOINT) {
      // A failed job goes back to its last checkpoint, not to a savepoint: what is committed by a
      // savepoint would be written again and committed twice. The next checkpoint commits it.
      sendToAll(new TaskCommand.CheckpointCompleted(checkpointId));
      layers.onComplete(checkpointId, written.values());
      kept.release();
      kept = keeping;
      keeping = KeptStates.NONE;
    }
    if (current != null) {
      current.result().complete(checkpointId);
      current = null;
    }
    listener.onComplete(checkpointId, purpose, nowMs - triggeredAtMs, inFlight);
  }

  private void abort(long checkpointId, CheckpointPurpose purpose, String reason) {
    keeping.release();
    keeping = KeptStates.NONE;
    if (writer != null) {
      writer.abort();
      writer = null;
    }
    LOG.warn(
        "job '{}': checkpoint {} was given up: {}; the job goes on from the one before if it fails",
        plan.graph().jobName(),
        checkpointId,
        reason);
    sendToAll(new TaskCommand.CheckpointAborted(checkpointId));
    if (current != null) {
      current
          .result()
          .completeExceptionally(
              new IllegalStateException("checkpoint " + checkpointId + ": " + reason));
      current = null;
    }
    listener.onAborted(purpose, reason);
  }

  private void sendToAll(TaskCommand command) {
    tasks.values().forEach(task -> task.mailbox().send(command));
  }
}
