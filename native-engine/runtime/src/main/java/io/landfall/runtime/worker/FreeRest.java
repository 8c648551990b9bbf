package io.landfall.runtime.worker;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/** Rests by itself and runs whenever it has something to do. */
final class FreeRest implements Rest {

  private volatile boolean resting;
  private volatile Thread thread;

  @Override
  public void bindTo(Thread restingThread) {
    thread = restingThread;
  }

  @Override
  public void prepareToRest() {
    resting = true;
    // Else the look at the channels could be done before others see that this thread rests.
    VarHandle.fullFence();
  }

  @Override
  public void stayAwake() {
    resting = false;
  }

  @Override
  public void park(long ns) {
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
