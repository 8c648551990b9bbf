package io.landfall.runtime.checkpoint;

import java.util.Map;

/**
 * What the coordinator wants done.
 *
 * @param <T> names a task
 * @param <P> what a task hands in with its acknowledgement
 */
public sealed interface CheckpointCommand<T, P> {

  /** Open the checkpoint in storage, and have all sources snapshot and send its barrier. */
  record Trigger<T, P>(long checkpointId, CheckpointPurpose purpose)
      implements CheckpointCommand<T, P> {}

  /**
   * All parts are durable: make the whole durable, then report it.
   *
   * @param parts in the order in which they were handed in
   */
  record WriteManifest<T, P>(long checkpointId, CheckpointPurpose purpose, Map<T, P> parts)
      implements CheckpointCommand<T, P> {}

  /** It is durable: tell all tasks, and whoever asked for it. */
  record NotifyComplete<T, P>(long checkpointId, CheckpointPurpose purpose)
      implements CheckpointCommand<T, P> {}

  /** It will never complete: delete what was written, tell all tasks, and whoever asked for it. */
  record Abort<T, P>(long checkpointId, CheckpointPurpose purpose, String reason)
      implements CheckpointCommand<T, P> {}
}
