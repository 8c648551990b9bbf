package io.landfall.runtime.task;

/**
 * Where a task is in its life.
 *
 * <pre>
 *  CREATED -> OPENED -> RUNNING -> ENDED -> CLOSED
 *     `---------`----------`--------------------^   told to finish, cancelled, or failed
 * </pre>
 */
public enum TaskState {
  CREATED,
  /** Operators are open, state is restored; waits until all tasks of the job are. */
  OPENED,
  RUNNING,
  /** All input has ended; still takes part in checkpoints. */
  ENDED,
  CLOSED;

  TaskState to(TaskState next) {
    boolean legal =
        switch (next) {
          case CREATED -> false;
          case OPENED -> this == CREATED;
          case RUNNING -> this == OPENED;
          case ENDED -> this == RUNNING;
          case CLOSED -> this != CLOSED;
        };
    if (!legal) {
      throw new IllegalStateException("task state: " + this + " may not become " + next);
    }
    return next;
  }
}
