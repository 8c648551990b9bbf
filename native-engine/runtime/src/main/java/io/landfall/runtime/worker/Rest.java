package io.landfall.runtime.worker;

import io.landfall.runtime.channel.Wakeup;

/**
 * How one thread rests and when it runs. Whoever rests says so first and then looks once more for
 * work; whoever brings work writes it first and then looks whether somebody rests. With a full
 * fence on both sides at least one of them sees the other, so no wakeup is lost. All but {@link
 * #signal} is for the thread alone.
 */
interface Rest extends Wakeup {

  /** The thread that will rest; before it starts. */
  void bindTo(Thread restingThread);

  /** Before anything else; may wait until the thread may run. */
  default void begin() {}

  /** After each round of steps that got something done; may wait until others have run. */
  default void afterRound() {}

  /** False if the core is better given to another thread at once. */
  default boolean maySpin() {
    return true;
  }

  /** Says that the thread is about to rest; look for work once more before {@link #park}. */
  void prepareToRest();

  /** Instead of {@link #park}: there is work. */
  void stayAwake();

  /** Rests until signalled, at most {@code ns}. */
  void park(long ns);

  /** The thread has nothing more to do, ever. */
  default void end() {}
}
