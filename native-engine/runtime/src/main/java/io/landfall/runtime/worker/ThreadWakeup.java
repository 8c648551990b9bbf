package io.landfall.runtime.worker;

import io.landfall.runtime.channel.Wakeup;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Puts one thread to rest and wakes it. Whoever rests says so first and then looks once more for
 * work; whoever brings work writes it first and then looks whether somebody rests. With a full
 * fence on both sides at least one of them sees the other, so no wakeup is lost.
 */
final class ThreadWakeup implements Wakeup {

  private volatile boolean resting;
  private volatile Thread thread;

  /** The thread that will rest; before the first rest. */
  void bindTo(Thread restingThread) {
    thread = restingThread;
  }

  /** Says that the thread is about to rest; look for work once more before {@link #park}. */
  void prepareToRest() {
    resting = true;
    // Else the look at the channels could be done before others see that this thread rests.
    VarHandle.fullFence();
  }

  void stayAwake() {
    resting = false;
  }

  void park(long ns) {
    if (resting) {
      LockSupport.parkNanos(this, ns);
    }
    resting = false;
  }

  @Override
  public void signal() {
    if (resting) {
      resting = false;
      LockSupport.unpark(thread);
    }
  }
}
