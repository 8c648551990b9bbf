package io.landfall.storm.task;

import io.landfall.operators.spi.OperatorContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.storm.utils.Time;

/**
 * Keeps a task single-threaded although Storm lets bolts call their collector from any thread: what
 * a foreign thread asks for is queued here and done by the task's own.
 *
 * <p>The queue is drained between records, and also before the task itself acks, fails or takes a
 * snapshot: an emit that a foreign thread made before must never come after.
 */
public final class TaskThread {

  private final OperatorContext context;
  private final String name;
  private final Queue<OperatorContext.ThreadAction> foreign = new ConcurrentLinkedQueue<>();
  private final Traffic traffic;
  private boolean draining;

  /** The task's thread while it is in {@link #awaitQueued}. */
  private volatile Thread awaiting;

  // Racy on purpose: a thread can only ever find itself in it if it is the task's.
  private Thread owner;

  /**
   * @param name by which users find the executor in logs and in dumps
   * @param traffic null if nobody asks what is under way
   */
  public TaskThread(OperatorContext context, String name, Traffic traffic) {
    this.context = context;
    this.name = name;
    this.traffic = traffic;
    enter();
  }

  /** The engine calls us on this thread now, which other executors may be using in turn. */
  public void enter() {
    Thread current = Thread.currentThread();
    if (owner != current) {
      owner = current;
    }
    if (current.getName() != name) {
      ThreadNames.give(current, name);
    }
  }

  boolean sleepsInSimulatedTime() {
    Thread current = owner;
    return current != null && Time.isSimulating() && Time.isThreadWaiting(current);
  }

  public boolean isCurrent() {
    return owner == Thread.currentThread();
  }

  /**
   * Has the task do {@code action} soon, after all that this thread queued before. Dropped if the
   * task has ended, as Storm drops what a dead executor still gets. Blocks while too much is
   * queued.
   */
  public void queue(OperatorContext.ThreadAction action) {
    if (traffic != null) {
      traffic.began();
    }
    foreign.add(action);
    LockSupport.unpark(awaiting);
    try {
      context.execute(this::drain);
    } catch (RejectedExecutionException taskHasEnded) {
      foreign.clear();
    }
  }

  /**
   * Waits until something is queued. Task's thread.
   *
   * @param deadlineNs of {@link System#nanoTime}
   * @return false if nothing came in time
   */
  public boolean awaitQueued(long deadlineNs) {
    awaiting = Thread.currentThread();
    try {
      while (foreign.isEmpty()) {
        long leftNs = deadlineNs - System.nanoTime();
        if (leftNs <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
        LockSupport.parkNanos(this, leftNs);
      }
      return true;
    } finally {
      awaiting = null;
    }
  }

  /** Does what is queued. Task's thread. */
  public void drain() throws Exception {
    if (draining || foreign.isEmpty()) {
      return;
    }
    draining = true;
    try {
      OperatorContext.ThreadAction action;
      while ((action = foreign.poll()) != null) {
        action.run();
        if (traffic != null) {
          traffic.ended();
        }
      }
    } finally {
      draining = false;
    }
  }

  /** As {@link #drain}, where user code stands between us and the engine. */
  public void drainUnchecked() {
    if (foreign.isEmpty()) {
      return;
    }
    try {
      drain();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a queued call failed", e);
    }
  }
}
