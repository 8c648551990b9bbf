package io.landfall.runtime.job;

import io.landfall.runtime.checkpoint.CheckpointPurpose;
import io.landfall.runtime.storage.StoredFile;
import io.landfall.runtime.task.OperatorFailure;
import io.landfall.runtime.task.TaskId;
import io.landfall.runtime.task.TaskReporter.OperatorSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the job thread is told. */
sealed interface JobEvent {

  /** Of one start of the job: it may come when there is another one already. */
  sealed interface OfAttempt extends JobEvent {
    int attempt();
  }

  /** Of a checkpoint that this start of the job takes. */
  sealed interface OfCheckpoint extends OfAttempt {
    long checkpointId();
  }

  /** For traces; snapshots and parts are left out. */
  default String describe() {
    return toString();
  }

  /**
   * Where one operator subtask's sections are in a checkpoint.
   *
   * @param layers what those in {@code file} are changes of, lowest first; empty if they are all
   */
  record Part(
      int operatorId, int subtask, StoredFile file, String scope, List<StoredFile> layers) {}

  record TaskOpened(int attempt, TaskId task) implements OfAttempt {}

  record OnlyCycleLeft(int attempt, TaskId task) implements OfAttempt {}

  record TaskEnded(int attempt, TaskId task) implements OfAttempt {}

  /** {@code failure} null if it was told to close. */
  record TaskClosed(int attempt, TaskId task, OperatorFailure failure) implements OfAttempt {}

  /** {@code inFlight} if it holds records that were on their way round a cycle. */
  record SnapshotTaken(
      int attempt,
      TaskId task,
      long checkpointId,
      List<OperatorSnapshot> snapshots,
      boolean inFlight)
      implements OfCheckpoint {

    /** Nobody will write them. */
    void discard() {
      snapshots.forEach(OperatorSnapshot::discard);
    }

    @Override
    public String describe() {
      return "SnapshotTaken[attempt="
          + attempt
          + ", "
          + task
          + ", checkpoint="
          + checkpointId
          + "]";
    }
  }

  record SourceMessage(int attempt, TaskId task, int operatorId, Object message)
      implements OfAttempt {}

  /** All files of one task are durable. */
  record PartsWritten(int attempt, TaskId task, long checkpointId, List<Part> parts)
      implements OfCheckpoint {
    @Override
    public String describe() {
      return "PartsWritten[attempt=" + attempt + ", " + task + ", checkpoint=" + checkpointId + "]";
    }
  }

  record ManifestWritten(int attempt, long checkpointId) implements OfCheckpoint {}

  /** A file or the manifest could not be written. */
  record WriteFailed(int attempt, long checkpointId, String reason) implements OfCheckpoint {}

  /** The checkpoint may count or not, which only a restore can find out. */
  record CompletionUndecided(int attempt, long checkpointId, String reason)
      implements OfCheckpoint {}

  record CancelRequested() implements JobEvent {}

  record StopRequested() implements JobEvent {}

  /**
   * Somebody wants a checkpoint.
   *
   * @param folder of a savepoint, else null
   * @param result completes with its id
   */
  record CheckpointRequested(CheckpointPurpose purpose, Path folder, CompletableFuture<Long> result)
      implements JobEvent {
    @Override
    public String describe() {
      return "CheckpointRequested[" + purpose + "]";
    }
  }
}
