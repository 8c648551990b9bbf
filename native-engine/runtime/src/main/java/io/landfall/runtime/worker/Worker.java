package io.landfall.runtime.worker;

import io.landfall.runtime.channel.Wakeup;
import io.landfall.runtime.task.StepResult;
import io.landfall.runtime.task.Task;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that steps a fixed set of tasks in turn until all are done. When none makes progress
 * it spins no longer than it worked before, so that a thread that gets a few records now and then
 * does not take a core; then it parks until a neighbour wakes it or a timer is due.
 */
public final class Worker implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Idle rounds before a spinning thread lets others have its core between two looks. */
  private static final int SPINS = 64;

  private static final long LONGEST_SPIN_NS = 50_000;
  private static final long FIRST_PARK_NS = 20_000;

  /** A source has to be asked, since nobody may tell that there is something to read. */
  private static final long SOURCE_PARK_NS = 1_000_000;

  private static final long LONGEST_PARK_NS = 50_000_000;
  private static final int MOST_DOUBLINGS = 16;
  private static final long LONG_STEP_NS = 100_000_000;

  /** One long step may be the machine's doing, or the code's first. */
  private static final int LONG_STEPS_TO_WARN = 5;

  private final String name;
  private final boolean mayBlock;
  private final List<Task> tasks;
  private final Rest rest;
  private final List<Wakeup> neighbours = new ArrayList<>();
  private final Thread thread;
  private int longSteps;

  /** When the last step ended, by {@link System#nanoTime}. */
  private long nowNs;

  /**
   * @param mayBlock whether the tasks' code may block: a long step is then nothing to warn of
   * @param classLoader for the thread's user code
   * @param turns of the threads that this one takes turns with; null to run whenever there is work
   */
  public Worker(
      String name, boolean mayBlock, List<Task> tasks, ClassLoader classLoader, Turns turns) {
    this.name = name;
    this.mayBlock = mayBlock;
    this.tasks = new ArrayList<>(tasks);
    this.thread = new Thread(this, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(classLoader);
    rest = turns == null ? new FreeRest() : turns.join();
    rest.bindTo(thread);
    tasks.forEach(task -> task.mailbox().wakeWith(rest));
  }

  /** What ends this worker's rest. */
  public Wakeup wakeup() {
    return rest;
  }

  /** Other workers to wake after progress: they may have something to read or room to write. */
  public void wakeAfterProgress(Iterable<? extends Wakeup> others) {
    others.forEach(
        other -> {
          if (other != rest && !neighbours.contains(other)) {
            neighbours.add(other);
          }
        });
  }

  public void start() {
    thread.start();
  }

  /** Gets user code out of a blocking call. */
  public void interrupt() {
    thread.interrupt();
  }

  public boolean isAlive() {
    return thread.isAlive();
  }

  public String name() {
    return name;
  }

  /** What the thread is doing now; for messages about user code that does not return. */
  public StackTraceElement[] stackTrace() {
    return thread.getStackTrace();
  }

  @Override
  public void run() {
    rest.begin();
    try {
      nowNs = System.nanoTime();
      while (!tasks.isEmpty()) {
        long burstBeganNs = nowNs;
        while (round()) {
          wakeNeighbours();
          rest.afterRound();
        }
        if (!tasks.isEmpty() && !spin(nowNs - burstBeganNs)) {
          park();
        }
      }
    } finally {
      rest.end();
    }
    wakeNeighbours();
  }

  /** Steps each task once; true if any got something done. */
  private boolean round() {
    boolean progress = false;
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      StepResult result = task.step();
      long stepBeganNs = nowNs;
      nowNs = System.nanoTime();
      if (!mayBlock && longSteps < LONG_STEPS_TO_WARN) {
        watch(task, nowNs - stepBeganNs);
      }
      if (result != StepResult.NO_PROGRESS) {
        progress = true;
      }
      if (result == StepResult.DONE) {
        tasks.remove(i--);
      }
    }
    return progress;
  }

  private void watch(Task task, long stepNs) {
    if (stepNs > LONG_STEP_NS && ++longSteps == LONG_STEPS_TO_WARN) {
      LOG.warn(
          "{}: a step took {} ms, not for the first time, and held up the other tasks of thread {}; if"
              + " its code blocks, give the operator a thread of its own, else do less for each record",
          task.name(),
          stepNs / 1_000_000,
          name);
    }
  }

  private void wakeNeighbours() {
    if (neighbours.isEmpty()) {
      return;
    }
    // What was put into channels must be visible before we look whether somebody rests.
    VarHandle.fullFence();
    for (int i = 0; i < neighbours.size(); i++) {
      neighbours.get(i).signal();
    }
  }

  /** Looks for work again and again; true if there was some. */
  private boolean spin(long burstNs) {
    long untilNs = nowNs + Math.min(burstNs, LONGEST_SPIN_NS);
    for (int spins = 0; rest.maySpin() && nowNs - untilNs < 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
      if (round()) {
        wakeNeighbours();
        rest.afterRound();
        return true;
      }
    }
    return false;
  }

  /** Rests, again and again and longer and longer, until there is work. */
  private void park() {
    for (int parks = 1; ; parks++) {
      rest.prepareToRest();
      if (round()) {
        rest.stayAwake();
        break;
      }
      rest.park(parkNs(parks));
      nowNs = System.nanoTime();
      if (round()) {
        break;
      }
    }
    wakeNeighbours();
    rest.afterRound();
  }

  private long parkNs(int parks) {
    long longestNs = LONGEST_PARK_NS;
    long untilTimerMs = Long.MAX_VALUE;
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      untilTimerMs = Math.min(untilTimerMs, task.untilNextTimerMs());
      if (task.isSource()) {
        longestNs = SOURCE_PARK_NS;
      }
    }
    // Who brings work signals; only a source has to look by itself.
    long parkNs =
        longestNs == SOURCE_PARK_NS
            ? Math.min(longestNs, FIRST_PARK_NS << Math.min(parks - 1, MOST_DOUBLINGS))
            : longestNs;
    if (untilTimerMs == Long.MAX_VALUE) {
      return parkNs;
    }
    return untilTimerMs <= 0 ? 1 : Math.min(parkNs, untilTimerMs * 1_000_000);
  }
}
