package io.landfall.runtime.state;

/** Keeps keyed state. Found by {@link java.util.ServiceLoader}; safe for all threads. */
public interface StateBackend {

  /** What a user calls it in the settings, such as {@code heap}. */
  String name();

  /** The empty keyed state of one subtask of one operator; belongs to the task's thread. */
  KeyedState createKeyedState(KeyedStateContext context);
}
