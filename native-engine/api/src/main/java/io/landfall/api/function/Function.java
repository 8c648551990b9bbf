package io.landfall.api.function;

import java.io.Serializable;

/**
 * Anything a user hands to the engine to be called.
 *
 * <p>It is copied by Java serialization, once for each subtask, so what it captures must be
 * serializable; a job whose functions are not is refused when it is submitted. One subtask's copy
 * is called by one thread at a time.
 */
public interface Function extends Serializable {

  /**
   * Called once before the first record, after state has been restored.
   *
   * @throws Exception fails the subtask, as an exception from any other method does
   */
  default void open(RuntimeContext context) throws Exception {}

  /** Called once after the last record, also when the subtask failed or was cancelled. */
  default void close() throws Exception {}
}
