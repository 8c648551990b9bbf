package io.landfall.runtime.state;

/** Keeps keyed state. Found by {@link java.util.ServiceLoader}; safe for all threads. */
public interface StateBackend {

  /** What a user calls it in the settings, such as {@code heap}. */
  String name();

  /** The empty keyed state of one subtask of one operator; belongs to the task's thread. */
  KeyedState createKeyedState(KeyedStateContext context);

  /**
   * As {@link #createKeyedState}, going on from what a state of the same subtask held in this
   * process; in place of {@link KeyedState#restore}.
   *
   * @return null if that was given up: what is stored has to be restored
   */
  default KeyedState resumeKeyedState(KeyedStateContext context, KeptState kept) {
    return null;
  }
}
