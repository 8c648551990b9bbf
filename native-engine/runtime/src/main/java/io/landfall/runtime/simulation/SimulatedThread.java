package io.landfall.runtime.simulation;

import java.util.concurrent.Semaphore;

/**
 * A thread that runs only while whoever owns it waits: the two hand a baton to and fro, so that
 * code which is written for threads can be stopped half-way and go on later, in an order that the
 * owner chooses.
 */
final class SimulatedThread implements AutoCloseable {

  private static final ThreadLocal<SimulatedThread> CURRENT = new ThreadLocal<>();

  private final Semaphore toThread = new Semaphore(0);
  private final Semaphore toOwner = new Semaphore(0);
  private final Thread thread;
  private Runnable work;
  private boolean killed;
  private boolean closed;
  private Throwable thrown;

  SimulatedThread(String name) {
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The one that calls; null for a thread that is none of these. */
  static SimulatedThread current() {
    return CURRENT.get();
  }

  boolean isBusy() {
    return work != null;
  }

  /** Gives it something to do, of which nothing is done yet. Owner only. */
  void begin(Runnable newWork) {
    assert work == null : "busy with " + work;
    work = newWork;
  }

  /** Runs it until it {@link #pause}s or is done. Owner only. */
  void resume() {
    toThread.release();
    toOwner.acquireUninterruptibly();
    if (thrown != null) {
      Throwable reason = thrown;
      thrown = null;
      throw new IllegalStateException("simulated I/O must not throw", reason);
    }
  }

  /** Has what it is doing end by a {@link SimulatedCrash}. Owner only. */
  void kill() {
    killed = true;
    while (work != null) {
      resume();
    }
    killed = false;
  }

  /** Hands the baton back; returns when it is given again. The thread itself only. */
  void pause() {
    dieIfKilled();
    toOwner.release();
    toThread.acquireUninterruptibly();
    dieIfKilled();
  }

  private void dieIfKilled() {
    if (killed) {
      throw new SimulatedCrash();
    }
  }

  private void run() {
    CURRENT.set(this);
    while (true) {
      toThread.acquireUninterruptibly();
      if (closed) {
        return;
      }
      try {
        dieIfKilled();
        work.run();
      } catch (SimulatedCrash died) {
        // As it should: nobody waits for what it was doing.
      } catch (Throwable unexpected) {
        thrown = unexpected;
      }
      work = null;
      toOwner.release();
    }
  }

  @Override
  public void close() {
    kill();
    closed = true;
    toThread.release();
  }
}
