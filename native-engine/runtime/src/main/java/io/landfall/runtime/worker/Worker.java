package io.landfall.runtime.worker;

import io.landfall.runtime.task.StepResult;
import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskMailbox;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that steps tasks in turn until all are done. When none makes progress it spins no
 * longer than it worked before, so that a thread that gets a few records now and then does not take
 * a core; then it parks until a neighbour wakes it or a timer is due.
 *
 * <p>Tasks come in groups that stay together. If the code of one group blocks, a {@link Crew} takes
 * the other groups away to another thread.
 */
public final class Worker implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Idle rounds before a spinning thread lets others have its core between two looks. */
  private static final int SPINS = 64;

  private static final long LONG_STEP_NS = 100_000_000;

  /** One long step may be the machine's doing, or the code's first. */
  private static final int LONG_STEPS_TO_WARN = 5;

  /** No group is being stepped. */
  private static final long BETWEEN = 0;

  /** The groups but the one that was being stepped belong to another worker now. */
  private static final long TAKEN = -1;

  private static final int INDEX_BITS = 16;

  private final String name;
  private final boolean mayBlock;
  private final Function<Task, ? extends Collection<TaskMailbox>> neighboursOf;
  private final ThreadWakeup wakeup = new ThreadWakeup();
  private final Thread thread;

  /** The thread's; but while a group is being stepped, who sets TAKEN may read it. */
  private List<List<Task>> groups;

  private TaskMailbox[] neighbours;
  private int longSteps;

  /** When the last step ended, by {@link System#nanoTime}. */
  private long nowNs;

  /** Which step this is and, in the low bits, of which group: its index + 1. */
  private final AtomicLong step = new AtomicLong(BETWEEN);

  private long stepCount;
  private boolean hasOthers;

  /**
   * @param mayBlock whether the tasks' code may block: a long step is then nothing to warn of
   * @param groups of tasks that stay on one thread together
   * @param classLoader for the thread's user code
   * @param neighboursOf whom to wake after progress of a task: they may have something to read or
   *     room to write
   */
  public Worker(
      String name,
      boolean mayBlock,
      List<List<Task>> groups,
      ClassLoader classLoader,
      Function<Task, ? extends Collection<TaskMailbox>> neighboursOf) {
    this.name = name;
    this.mayBlock = mayBlock;
    this.neighboursOf = neighboursOf;
    this.thread = new Thread(this, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(classLoader);
    wakeup.bindTo(thread);
    groups.forEach(group -> group.forEach(task -> task.mailbox().wakeWith(wakeup)));
    keep(groups);
  }

  private void keep(List<List<Task>> kept) {
    groups = new ArrayList<>();
    Set<TaskMailbox> own = new LinkedHashSet<>();
    Set<TaskMailbox> others = new LinkedHashSet<>();
    for (List<Task> group : kept) {
      groups.add(new ArrayList<>(group));
      for (Task task : group) {
        own.add(task.mailbox());
        others.addAll(neighboursOf.apply(task));
      }
    }
    others.removeAll(own);
    neighbours = others.toArray(TaskMailbox[]::new);
    hasOthers = groups.size() > 1;
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

  Thread thread() {
    return thread;
  }

  /** The step that is being done, in a number that no other step has; 0 if none is. Any thread. */
  long currentStep() {
    return step.get();
  }

  /**
   * Takes from the thread all groups but the one that it is stepping. Any thread.
   *
   * @param stuck as {@link #currentStep} said
   * @return the groups; null if the step is over
   */
  List<List<Task>> takeOthers(long stuck) {
    int index = (int) (stuck & (1 << INDEX_BITS) - 1) - 1;
    if (index < 0 || !step.compareAndSet(stuck, TAKEN)) {
      return null;
    }
    List<List<Task>> others = new ArrayList<>(groups);
    others.remove(index);
    return others;
  }

  @Override
  public void run() {
    groups.forEach(group -> group.forEach(task -> task.mailbox().bindToCurrentThread()));
    nowNs = System.nanoTime();
    while (!groups.isEmpty()) {
      long burstBeganNs = nowNs;
      while (round()) {
        wakeNeighbours();
      }
      long burstNs = nowNs - burstBeganNs;
      if (!groups.isEmpty() && !spin(burstNs) && !nap(burstNs)) {
        park();
      }
    }
    wakeNeighbours();
  }

  /** Steps each task once; true if any got something done. */
  private boolean round() {
    boolean progress = false;
    long before = BETWEEN;
    for (int i = 0; i < groups.size(); i++) {
      List<Task> group = groups.get(i);
      if (hasOthers) {
        long now = ++stepCount << INDEX_BITS | i + 1;
        if (!step.compareAndSet(before, now)) {
          return lostOthers(groups.get(i - 1));
        }
        before = now;
      }
      progress |= step(group);
      if (group.isEmpty()) {
        if (hasOthers) {
          if (!step.compareAndSet(before, BETWEEN)) {
            return lostOthers(group);
          }
          before = BETWEEN;
        }
        groups.remove(i--);
      }
    }
    if (before != BETWEEN && !step.compareAndSet(before, BETWEEN)) {
      return lostOthers(groups.get(groups.size() - 1));
    }
    return progress;
  }

  private boolean lostOthers(List<Task> left) {
    keep(left.isEmpty() ? List.of() : List.of(left));
    return true;
  }

  private boolean step(List<Task> group) {
    boolean progress = false;
    for (int i = 0; i < group.size(); i++) {
      Task task = group.get(i);
      StepResult result = task.step();
      long beganNs = nowNs;
      nowNs = System.nanoTime();
      if (!mayBlock && longSteps < LONG_STEPS_TO_WARN) {
        watch(task, nowNs - beganNs);
      }
      if (result != StepResult.NO_PROGRESS) {
        progress = true;
      }
      if (result == StepResult.DONE) {
        group.remove(i--);
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
    // What was put into channels must be visible before we look whether somebody rests.
    VarHandle.fullFence();
    for (TaskMailbox neighbour : neighbours) {
      neighbour.signal();
    }
  }

  /** Looks for work again and again; true if there was some. */
  private boolean spin(long burstNs) {
    long untilNs = nowNs + Rest.spinNs(burstNs);
    for (int spins = 0; nowNs - untilNs < 0; spins++) {
      if (spins < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
      if (round()) {
        wakeNeighbours();
        return true;
      }
    }
    return false;
  }

  /** See {@link Rest#isNap}. True if there was work afterwards. */
  private boolean nap(long burstNs) {
    if (!Rest.isNap(burstNs, any(Task::isSource), any(Task::isHeldUp))) {
      return false;
    }
    LockSupport.parkNanos(this, Rest.NAP_NS);
    nowNs = System.nanoTime();
    if (round()) {
      wakeNeighbours();
      return true;
    }
    return false;
  }

  private boolean any(Predicate<Task> predicate) {
    for (int i = 0; i < groups.size(); i++) {
      for (int j = 0; j < groups.get(i).size(); j++) {
        if (predicate.test(groups.get(i).get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Rests, longer and longer, until there is work. */
  private void park() {
    for (int parks = 1; ; parks++) {
      wakeup.prepareToRest();
      if (round()) {
        wakeup.stayAwake();
        break;
      }
      wakeup.park(parkNs(parks));
      nowNs = System.nanoTime();
      if (round()) {
        break;
      }
    }
    wakeNeighbours();
  }

  private long parkNs(int parks) {
    long untilTimerMs = Long.MAX_VALUE;
    for (int i = 0; i < groups.size(); i++) {
      List<Task> group = groups.get(i);
      for (int j = 0; j < group.size(); j++) {
        untilTimerMs = Math.min(untilTimerMs, group.get(j).untilNextTimerMs());
      }
    }
    return Rest.parkNs(parks, any(Task::isSource), untilTimerMs);
  }
}
