package io.landfall.runtime.worker;

import io.landfall.runtime.task.StepResult;
import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskMailbox;
import java.lang.invoke.VarHandle;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
 * the other groups away to another thread; if it does not any more, it gives the group to a thread
 * that others are on.
 */
public final class Worker implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Idle rounds before a spinning thread lets others have its core between two looks. */
  private static final int SPINS = 64;

  private final String name;
  private final boolean mayBlock;
  private final Function<Task, ? extends Collection<TaskMailbox>> neighboursOf;
  private final ThreadWakeup wakeup = new ThreadWakeup();
  private final Thread thread;

  private final Shift shift;
  private final LongSteps longSteps = new LongSteps();
  private final Predicate<List<Task>> stepper = this::step;
  private TaskMailbox[] neighbours;

  /** When the last round ended, by {@link System#nanoTime}. */
  private long nowNs;

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
      List<TaskGroup> groups,
      ClassLoader classLoader,
      Function<Task, ? extends Collection<TaskMailbox>> neighboursOf) {
    this.name = name;
    this.mayBlock = mayBlock;
    this.neighboursOf = neighboursOf;
    this.thread = new Thread(this, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(classLoader);
    wakeup.bindTo(thread);
    shift = new Shift(mayBlock, groups, this::wakeFor);
  }

  /** Whoever wakes their tasks wakes this thread. */
  private void wakeFor(List<TaskGroup> groups) {
    Set<TaskMailbox> own = new LinkedHashSet<>();
    Set<TaskMailbox> others = new LinkedHashSet<>();
    for (TaskGroup group : groups) {
      for (Task task : group.tasks) {
        task.mailbox().wakeWith(wakeup);
        task.mailbox().bindTo(thread);
        own.add(task.mailbox());
        others.addAll(neighboursOf.apply(task));
      }
    }
    others.removeAll(own);
    neighbours = others.toArray(TaskMailbox[]::new);
    // What was brought before must be found by the next step, which nobody may wake it for.
    VarHandle.fullFence();
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

  /** Which groups it has. */
  Shift shift() {
    return shift;
  }

  /**
   * The thread is to end once {@code to} has its groups, which takes them unless it has ended
   * itself. Any thread.
   *
   * @param to null for nobody, if it is not too late
   */
  void giveAllTo(Worker to) {
    shift.giveAllTo(to);
    wake();
  }

  /** Returns false if the thread has ended. Any thread. */
  boolean adopt(List<TaskGroup> given) {
    boolean adopted = shift.adopt(given);
    if (adopted) {
      wake();
    }
    return adopted;
  }

  private void wake() {
    VarHandle.fullFence();
    wakeup.signal();
  }

  @Override
  public void run() {
    nowNs = System.nanoTime();
    while (!shift.isOver()) {
      long burstBeganNs = nowNs;
      while (round()) {
        wakeNeighbours();
      }
      long burstNs = nowNs - burstBeganNs;
      if (!shift.isEmpty() && !spin(burstNs) && !nap(burstNs)) {
        park();
      }
    }
    wakeNeighbours();
  }

  private boolean round() {
    boolean progress = shift.round(stepper);
    long beganNs = nowNs;
    nowNs = System.nanoTime();
    if (!mayBlock) {
      longSteps.roundTook(nowNs - beganNs);
    }
    return progress;
  }

  private boolean step(List<Task> group) {
    boolean progress = false;
    for (int i = 0; i < group.size(); i++) {
      Task task = group.get(i);
      StepResult result = longSteps.timesSteps() ? timedStep(task) : task.step();
      if (result != StepResult.NO_PROGRESS) {
        progress = true;
      }
      if (result == StepResult.DONE) {
        group.remove(i--);
      }
    }
    return progress;
  }

  private StepResult timedStep(Task task) {
    long beganNs = System.nanoTime();
    StepResult result = task.step();
    long stepNs = System.nanoTime() - beganNs;
    if (longSteps.stepTook(stepNs)) {
      LOG.warn(
          "{}: a step took {} ms, not for the first time, and held up the other tasks of thread {}; if"
              + " its code blocks, give the operator a thread of its own, else do less for each record",
          task.name(),
          stepNs / 1_000_000,
          name);
    }
    return result;
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
    if (!Rest.isNap(burstNs, shift.any(Task::isSource), shift.any(Task::isHeldUp))) {
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
    return Rest.parkNs(parks, shift.any(Task::isSource), shift.untilNextTimerMs());
  }
}
