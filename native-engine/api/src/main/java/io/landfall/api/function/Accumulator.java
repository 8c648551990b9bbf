package io.landfall.api.function;

import java.io.Serializable;

/**
 * Something that a job counts for whoever started it. Each subtask has its own; they are part of
 * checkpoints, so that nothing counts twice behind a recovery, and merged when somebody asks (see
 * {@link io.landfall.api.graph.JobHandle#accumulators}). For figures to watch, take a {@link
 * Counter} or another metric.
 *
 * @param <V> what is added
 * @param <R> what comes of it
 */
public interface Accumulator<V, R> extends Serializable {

  /** Task thread. */
  void add(V value);

  /** Any thread, once the job has ended. */
  R result();

  /** Adds what another of the same kind has; in any order. */
  void merge(Accumulator<V, R> other);

  /** Another one of the same kind, to which nothing has been added. */
  Accumulator<V, R> empty();
}
