package io.landfall.storm.hosted;

import org.apache.storm.task.IBolt;

/** A bolt of the user's in the place of the one that Storm wrapped around it. */
public interface HostedBolt extends IBolt {

  /**
   * The bolt is prepared: gives it its state.
   *
   * @param saved what {@link #snapshot} gave; null for a first start
   */
  void restore(Object saved);

  /**
   * State and fields are back: the bolt is told that the checkpoint is durable and that what came
   * after it did not happen.
   */
  void restored(long checkpointId);

  /** Whether input that it has taken and not acked is to be saved, and executed again. */
  default boolean holdsInput() {
    return true;
  }

  /** Begins to fire by the clock. */
  void start();

  /** At the barrier: its state as plain values and values of the user's. */
  Object snapshot(long checkpointId);

  /** The checkpoint is durable. May be repeated, may be left out. */
  void committed(long checkpointId);
}
