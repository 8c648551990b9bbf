package io.landfall.api.function;

/** Chooses the downstream subtask of a record from its key. */
@FunctionalInterface
public interface Partitioner<K> extends Function {

  /** Returns a subtask index from 0 to {@code parallelism - 1}. */
  int partition(K key, int parallelism);
}
