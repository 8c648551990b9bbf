package io.landfall.runtime.task;

/** What a step came to. */
public enum StepResult {
  PROGRESS,
  NO_PROGRESS,
  /** The task is closed; never step it again. */
  DONE
}
