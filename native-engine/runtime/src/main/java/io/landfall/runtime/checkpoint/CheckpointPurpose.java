package io.landfall.runtime.checkpoint;

/** Why a checkpoint is taken. */
public enum CheckpointPurpose {
  /** The interval has passed. */
  PERIODIC,
  /** Somebody asked for one now. */
  REQUESTED,
  /** Somebody asked for one in a folder of its own. */
  SAVEPOINT,
  /** All input has ended: shows whether anything is still on its way round a cycle. */
  DRAIN,
  /** The last one before a stop: sources emit nothing behind it. */
  STOP,
  /** The last one after all input has ended. */
  FINAL;

  /** True if sources must emit nothing behind the barrier. */
  public boolean isLast() {
    return this == STOP || this == FINAL;
  }
}
