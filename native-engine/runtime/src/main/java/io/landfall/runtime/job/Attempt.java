package io.landfall.runtime.job;

import io.landfall.api.graph.JobFailedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskCommand;
import io.landfall.runtime.task.TaskId;
import java.util.HashSet;
import java.util.Set;

/** One start of a job, from deployment until all its tasks are closed. Job thread only. */
final class Attempt {

  private final int number;
  private final Deployment deployment;
  private final SourceCoordinators sources;
  private final CheckpointDriver checkpoints;
  private final Set<TaskId> opened = new HashSet<>();
  private final InputEnds ends;
  private final Set<TaskId> closed = new HashSet<>();
  private long runningSinceMs = Long.MIN_VALUE;
  private boolean lastRequested;
  private boolean cancelled;
  private JobStatus outcome;
  private JobFailedException failure;

  Attempt(
      int number,
      JobPlan plan,
      Deployment deployment,
      SourceCoordinators sources,
      CheckpointDriver checkpoints) {
    this.number = number;
    this.ends = new InputEnds(plan);
    this.deployment = deployment;
    this.sources = sources;
    this.checkpoints = checkpoints;
  }

  int number() {
    return number;
  }

  SourceCoordinators sources() {
    return sources;
  }

  CheckpointDriver checkpoints() {
    return checkpoints;
  }

  /** Returns true if it was the last. */
  boolean onOpened(TaskId task) {
    opened.add(task);
    return opened.size() == taskCount();
  }

  /** Where the input of its tasks has ended. */
  InputEnds ends() {
    return ends;
  }

  /** Nothing goes round the cycles any more whose tasks wait for that. */
  void endCycles() {
    ends.endCycles().forEach(task -> send(task, new TaskCommand.EndCycle()));
  }

  void onClosed(TaskId task) {
    closed.add(task);
  }

  void run(long nowMs) {
    runningSinceMs = nowMs;
    sendToAll(new TaskCommand.Start());
  }

  /** True from the start of all tasks until the first is told to close. */
  boolean isRunning() {
    return runningSinceMs != Long.MIN_VALUE && !isClosing();
  }

  /** Negative if it never got to run. */
  long ranForMs(long nowMs) {
    return runningSinceMs == Long.MIN_VALUE ? -1 : nowMs - runningSinceMs;
  }

  boolean isClosing() {
    return cancelled || outcome != null;
  }

  boolean isClosed() {
    return closed.size() == taskCount();
  }

  boolean isLastRequested() {
    return lastRequested;
  }

  /** Returns false if a last checkpoint was requested before. */
  boolean requestLast() {
    boolean first = !lastRequested;
    lastRequested = true;
    return first;
  }

  /** The last checkpoint is durable. */
  void finish(JobStatus status) {
    outcome = status;
    sendToAll(new TaskCommand.Finish());
  }

  /** FINISHED or STOPPED once {@link #finish} was called. */
  JobStatus outcome() {
    return outcome;
  }

  void fail(JobFailedException reason) {
    failure = reason;
  }

  JobFailedException failure() {
    return failure;
  }

  /** Returns false if it was cancelled before. */
  boolean cancel() {
    boolean first = !cancelled;
    cancelled = true;
    if (first) {
      deployment.tasks().values().forEach(Task::cancel);
    }
    return first;
  }

  private int taskCount() {
    return deployment.tasks().size();
  }

  private void send(TaskId task, TaskCommand command) {
    deployment.tasks().get(task).mailbox().send(command);
  }

  private void sendToAll(TaskCommand command) {
    deployment.tasks().values().forEach(task -> task.mailbox().send(command));
  }
}
