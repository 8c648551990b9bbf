package io.landfall.api.state;

/** A running reduction for each key. */
public interface ReducingState<T> extends State {

  /** Null if nothing was added. */
  T get() throws Exception;

  void add(T value) throws Exception;
}
