package io.landfall.api.graph;

import io.landfall.api.function.KeySelector;
import java.util.List;
import java.util.Objects;

/**
 * An operator of a job.
 *
 * @param id unique in its graph
 * @param uid the user's stable name for its state; null to derive one from the graph's structure
 * @param name what logs, metrics and errors call it
 * @param parallelism how many subtasks
 * @param maxParallelism how many key groups
 * @param inputKeys the key selector of each input ordinal, null elements for inputs without a key;
 *     empty if no input has one
 * @param chaining whether it may share a task with its neighbours
 */
public record LogicalOperator(
    int id,
    String uid,
    String name,
    OperatorSpec spec,
    int parallelism,
    int maxParallelism,
    List<KeySelector<?, ?>> inputKeys,
    Chaining chaining) {

  /** Whether an operator may share a task with its neighbours. */
  public enum Chaining {
    ALWAYS,
    /** May have successors chained to it, not be chained to its predecessor. */
    HEAD,
    NEVER
  }

  public LogicalOperator {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(chaining, "chaining");
    inputKeys = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(inputKeys));
    spec.mistake()
        .ifPresent(
            mistake -> {
              throw new IllegalArgumentException("operator '" + name + "': " + mistake);
            });
    if (parallelism < 1) {
      throw new IllegalArgumentException(
          "operator '" + name + "': parallelism " + parallelism + " is below 1");
    }
    if (isKeyed(inputKeys) && parallelism > maxParallelism) {
      throw new IllegalArgumentException(
          "operator '"
              + name
              + "': parallelism "
              + parallelism
              + " is above its max-parallelism "
              + maxParallelism
              + "; raise max-parallelism (before the first run) or lower parallelism");
    }
  }

  /** True if any input has a key, so that it has keyed state and timers. */
  public boolean isKeyed() {
    return isKeyed(inputKeys);
  }

  private static boolean isKeyed(List<KeySelector<?, ?>> keys) {
    return keys.stream().anyMatch(Objects::nonNull);
  }
}
