package io.landfall.runtime.checkpoint;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides about checkpoints, one at a time. Each method is an event and returns what to do about
 * it, in order. Deterministic: no thread, clock or I/O; calls from one thread.
 *
 * <p>It keeps that: ids only grow; a checkpoint completes only when every task has acknowledged it
 * and its manifest is durable; no checkpoint begins while another is under way; after a last one
 * none begins; events about a checkpoint that is no longer under way change nothing.
 *
 * @param <T> names a task
 * @param <P> what a task hands in with its acknowledgement
 */
public final class CheckpointCoordinator<T, P> {

  private static final class Pending<T, P> {
    final long id;
    final CheckpointPurpose purpose;

    /** In the order of their acknowledgement, which is the same in each simulation of a seed. */
    final Map<T, P> parts = new LinkedHashMap<>();

    boolean manifestUnderWay;

    Pending(long id, CheckpointPurpose purpose) {
      this.id = id;
      this.purpose = purpose;
    }
  }

  private final Set<T> tasks;
  private final ArrayDeque<CheckpointPurpose> requested = new ArrayDeque<>();
  private Pending<T, P> pending;
  private long nextId;
  private boolean lastDone;

  /**
   * @param tasks all that must acknowledge
   * @param firstId larger than any id used before
   */
  public CheckpointCoordinator(Set<T> tasks, long firstId) {
    this.tasks = Set.copyOf(tasks);
    this.nextId = firstId;
  }

  /** The id that the next checkpoint will have. */
  public long nextId() {
    return nextId;
  }

  /** -1 if none is under way. */
  public long pendingId() {
    return pending == null ? -1 : pending.id;
  }

  /** The tasks whose acknowledgement the one under way still lacks. */
  public Set<T> missing() {
    Set<T> missing = new HashSet<>(tasks);
    if (pending != null) {
      missing.removeAll(pending.parts.keySet());
    }
    return missing;
  }

  /** The interval has passed: begins a checkpoint unless one is under way or waiting. */
  public List<CheckpointCommand<T, P>> onIntervalElapsed() {
    return pending == null && requested.isEmpty() ? begin(CheckpointPurpose.PERIODIC) : List.of();
  }

  /** Somebody wants one: begins it now, or as soon as the one under way has ended. */
  public List<CheckpointCommand<T, P>> onRequested(CheckpointPurpose purpose) {
    if (pending == null) {
      return begin(purpose);
    }
    requested.add(purpose);
    return List.of();
  }

  /** All that {@code task} wrote for the checkpoint is durable. */
  public List<CheckpointCommand<T, P>> onTaskAcknowledged(T task, long checkpointId, P part) {
    if (pending == null || pending.id != checkpointId || pending.manifestUnderWay) {
      return List.of();
    }
    assert tasks.contains(task) : "acknowledgement by " + task + ", tasks are " + tasks;
    pending.parts.put(task, part);
    if (pending.parts.size() < tasks.size()) {
      return List.of();
    }
    pending.manifestUnderWay = true;
    return List.of(
        new CheckpointCommand.WriteManifest<>(
            pending.id, pending.purpose, Collections.unmodifiableMap(pending.parts)));
  }

  public List<CheckpointCommand<T, P>> onManifestDurable(long checkpointId) {
    if (pending == null || pending.id != checkpointId) {
      return List.of();
    }
    Pending<T, P> complete = pending;
    pending = null;
    lastDone |= complete.purpose.isLast();
    return followedByNext(new CheckpointCommand.NotifyComplete<>(complete.id, complete.purpose));
  }

  /** Something could not be written, or it took too long. */
  public List<CheckpointCommand<T, P>> onFailure(long checkpointId, String reason) {
    if (pending == null || pending.id != checkpointId) {
      return List.of();
    }
    Pending<T, P> failed = pending;
    pending = null;
    return followedByNext(new CheckpointCommand.Abort<>(failed.id, failed.purpose, reason));
  }

  private List<CheckpointCommand<T, P>> followedByNext(CheckpointCommand<T, P> first) {
    CheckpointPurpose next = requested.poll();
    if (next == null) {
      return List.of(first);
    }
    List<CheckpointCommand<T, P>> second = begin(next);
    return second.isEmpty() ? List.of(first) : List.of(first, second.get(0));
  }

  private List<CheckpointCommand<T, P>> begin(CheckpointPurpose purpose) {
    if (lastDone) {
      return List.of();
    }
    pending = new Pending<>(nextId++, purpose);
    return List.of(new CheckpointCommand.Trigger<>(pending.id, purpose));
  }
}
