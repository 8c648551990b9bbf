package io.landfall.storm.hosted;

import io.landfall.storm.tuple.StormTuple;

/** What a hosted bolt needs of the task that it runs in. Task's thread. */
public interface Host {

  /** In ms since the epoch. */
  long nowMs();

  /** Runs {@code action} on the task's thread when so much time has passed. */
  void schedule(long delayMs, Runnable action);

  /** A tuple that was acked, as plain values. */
  Object toPlain(StormTuple tuple);

  /**
   * The tuple that {@link #toPlain} took apart.
   *
   * @return null if the topology no longer has its source or stream
   */
  StormTuple fromPlain(Object plain);
}
