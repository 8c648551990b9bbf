package io.landfall.runtime.channel;

/** Ends the rest of the thread behind it; cheap if it does not rest. Any thread. */
@FunctionalInterface
public interface Wakeup {

  /** What the caller wrote before is seen by the woken thread's next step. */
  void signal();
}
