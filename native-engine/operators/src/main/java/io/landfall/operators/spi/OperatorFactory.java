package io.landfall.operators.spi;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.OperatorSpec;
import io.landfall.api.serialization.Serializer;

/**
 * Makes the subtasks of an operator. Shared by all of them and by all restarts in this process, so
 * it must not keep what belongs to one; {@link #create} and the other methods may be called by any
 * thread.
 */
public interface OperatorFactory extends OperatorSpec {

  /** Refuses what cannot run, before anything does: unserializable functions, bad settings. */
  default void validate() throws JobRefusedException {}

  /** A fresh operator; called for each subtask at each start. */
  Operator create(int subtaskIndex) throws Exception;

  /**
   * Which subtasks stay on one thread together, because their code may block: those of this
   * operator with the same number. They share it with others that may block until their code does.
   * -1 for cooperative: stepped by the engine's workers, must never block. The same for all calls
   * with one index.
   */
  default int threadGroup(int subtaskIndex) {
    return COOPERATIVE;
  }

  /** Null for a source whose subtasks need no common part; {@code restored} null at first. */
  default SourceCoordinator createCoordinator(byte[] restored) throws Exception {
    return null;
  }

  /**
   * How records in flight on a feedback input are saved. What it reads is handed to the operator as
   * input before any other; {@code read} is called when the operator itself is open, and before
   * {@code onStart} of any operator of the job. Used by one thread.
   *
   * @param generic a serializer for anything, for the same thread
   */
  default Serializer<Object> feedbackSerializer(Serializer<Object> generic) {
    return generic;
  }

  /** What {@link #threadGroup} says of a cooperative operator. */
  int COOPERATIVE = -1;
}
