package io.landfall.api.state;

/** One value for each key. */
public interface ValueState<T> extends State {

  /** Null if the key has no value. */
  T value();

  /** Null clears. */
  void update(T value);
}
