package io.landfall.api.graph;

import io.landfall.api.function.KeySelector;

/** Which downstream subtask gets a record. */
public sealed interface Partitioning {

  /** Subtask i to subtask i; needs equal parallelism; the only one that can be chained. */
  record Forward() implements Partitioning {}

  /** The subtask that owns the key group of the record's key. */
  record ByKey(KeySelector<?, ?> selector) implements Partitioning {}

  /** Round robin over all. */
  record Rebalance() implements Partitioning {}

  /** To one chosen at random. */
  record Shuffle() implements Partitioning {}

  /**
   * Round robin over some: with more subtasks downstream, each upstream has its own share of them;
   * with fewer, several upstream share one.
   */
  record Rescale() implements Partitioning {}

  /** A copy (by reference) to each. */
  record Broadcast() implements Partitioning {}

  /** All to subtask 0. */
  record Global() implements Partitioning {}

  /** As the user's function says. */
  record Custom(io.landfall.api.function.Partitioner<?> partitioner, KeySelector<?, ?> selector)
      implements Partitioning {}

  /** The emitting operator names the subtask itself. */
  record Direct() implements Partitioning {}
}
