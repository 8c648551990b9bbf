package io.landfall.api.function;

/** A count that only its subtask's thread changes and any thread may read. */
public interface Counter {

  void add(long amount);

  long value();
}
