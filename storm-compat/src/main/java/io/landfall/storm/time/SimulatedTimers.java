package io.landfall.storm.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.storm.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The timers of all clusters in simulated time: Storm's {@link Time} is one for the process, and so
 * are they. Whoever sets the clock forward calls {@link #fireDue}; since anybody may do that
 * without telling, a thread looks too, as long as there is a timer. Any thread.
 */
public final class SimulatedTimers {

  private static final Logger LOG = LoggerFactory.getLogger(SimulatedTimers.class);
  private static final SimulatedTimers OF_PROCESS = new SimulatedTimers();
  private static final long LOOK_EVERY_NS = 5_000_000;

  private record Timer(long dueMs, long number, Runnable action) {}

  /** Held while timers fire, so that all that is due has begun when {@link #fireDue} returns. */
  private final Object firing = new Object();

  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::dueMs).thenComparingLong(Timer::number));
  private long count;
  private boolean watched;

  private SimulatedTimers() {}

  public static SimulatedTimers ofProcess() {
    return OF_PROCESS;
  }

  /** Runs {@code action}, which must not block, when so much simulated time has passed. */
  public void schedule(long delayMs, Runnable action) {
    synchronized (timers) {
      timers.add(new Timer(Time.currentTimeMillis() + delayMs, count++, action));
      if (!watched) {
        watched = true;
        Thread watcher = new Thread(this::watch, "landfall-storm-simulated-time");
        watcher.setDaemon(true);
        watcher.start();
      }
    }
  }

  /** Runs all that is due, in the order of their times. */
  public void fireDue() {
    synchronized (firing) {
      for (Timer timer : takeDue()) {
        try {
          timer.action.run();
        } catch (RuntimeException e) {
          LOG.error("a timer failed", e);
        }
      }
    }
  }

  private List<Timer> takeDue() {
    List<Timer> due = new ArrayList<>();
    synchronized (timers) {
      long nowMs = Time.currentTimeMillis();
      while (!timers.isEmpty() && timers.peek().dueMs <= nowMs) {
        due.add(timers.poll());
      }
    }
    return due;
  }

  private void watch() {
    while (isWanted()) {
      fireDue();
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  // With the simulation its timers end: what they belonged to has, or has no clock any more.
  private boolean isWanted() {
    synchronized (timers) {
      if (!Time.isSimulating()) {
        timers.clear();
      }
      watched = !timers.isEmpty();
      return watched;
    }
  }
}
