package io.landfall.runtime.task;

import io.landfall.runtime.channel.Signal;

/** What the job thread tells a task; obeyed in the order in which it was sent. */
public sealed interface TaskCommand {

  /** All tasks are open: begin. */
  record Start() implements TaskCommand {}

  /**
   * For tasks without aligned input: take a snapshot and send the barrier on.
   *
   * @param last true if the source must emit nothing behind it
   */
  record TriggerCheckpoint(Signal.Barrier barrier, boolean last) implements TaskCommand {}

  record CheckpointCompleted(long checkpointId) implements TaskCommand {}

  record CheckpointAborted(long checkpointId) implements TaskCommand {}

  /** For one operator of the task, from its source coordinator. */
  record SourceEvent(int operatorId, Object event) implements TaskCommand {}

  /** For a task that a cycle leads to: nothing goes round any more, so its input has ended. */
  record EndCycle() implements TaskCommand {}

  /** The job has ended or stopped in order: close. */
  record Finish() implements TaskCommand {}
}
