package io.landfall.runtime.worker;

import io.landfall.runtime.task.Task;
import io.landfall.runtime.task.TaskMailbox;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The threads for tasks whose code may block. They are few as long as none does: switching between
 * hundreds of threads would cost more than the work. A group of tasks that is found asleep or just
 * long at work keeps the thread that it is on, for good, and the others go on on a new one.
 */
public final class Crew {

  private static final long LOOK_EVERY_NS = 1_000_000;

  /** While nothing is being stepped. */
  private static final long SELDOM_LOOK_NS = 20_000_000;

  /** Looks at the same step in which code waits for something to happen. */
  private static final int LOOKS_ASLEEP = 3;

  /** Looks at the same step in which code runs, or waits for a lock, as of a class being loaded. */
  private static final int LOOKS_BUSY = 100;

  private final String name;
  private final ClassLoader classLoader;
  private final Function<Task, ? extends Collection<TaskMailbox>> neighboursOf;

  /** Changed by the watching thread once it runs; read by any. */
  private final List<Worker> workers = new CopyOnWriteArrayList<>();

  private final Map<Worker, Look> looks = new IdentityHashMap<>();
  private int started;

  /** What was last seen of a worker. */
  private static final class Look {
    long step;
    int times;
  }

  /**
   * @param name begins the names of the threads
   */
  public Crew(
      String name,
      ClassLoader classLoader,
      Function<Task, ? extends Collection<TaskMailbox>> neighboursOf) {
    this.name = name;
    this.classLoader = classLoader;
    this.neighboursOf = neighboursOf;
  }

  /** All threads, those that were added since the start too. */
  public List<Worker> workers() {
    return workers;
  }

  /** Starts with one thread for each of {@code shares}, a list of groups. */
  public void start(List<List<List<Task>>> shares) {
    shares.forEach(groups -> workers.add(newWorker(groups, classLoader)));
    List.copyOf(workers).forEach(Worker::start);
    if (shares.stream().anyMatch(groups -> groups.size() > 1)) {
      Thread watcher = new Thread(this::watch, name + "watch");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  private Worker newWorker(List<List<Task>> groups, ClassLoader loader) {
    return new Worker(name + "blocking-" + started++, true, groups, loader, neighboursOf);
  }

  private void watch() {
    while (workers.stream().anyMatch(Worker::isAlive)) {
      boolean busy = false;
      for (Worker worker : workers) {
        busy |= look(worker);
      }
      LockSupport.parkNanos(this, busy ? LOOK_EVERY_NS : SELDOM_LOOK_NS);
    }
  }

  /**
   * Who waits for a lock mostly waits for another of these threads, which is at work; were that
   * taken for blocking, tasks that start side by side and load the same classes would end up with a
   * thread each.
   */
  static boolean isAsleep(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING -> !isLock(LockSupport.getBlocker(thread));
      default -> false;
    };
  }

  private static boolean isLock(Object blocker) {
    return blocker != null
        && blocker.getClass().getName().startsWith("java.util.concurrent.locks.Reentrant");
  }

  /** True if the worker is stepping tasks. */
  private boolean look(Worker worker) {
    Look look = looks.computeIfAbsent(worker, w -> new Look());
    long step = worker.currentStep();
    if (step <= 0 || step != look.step) {
      look.step = step;
      look.times = 0;
      return step > 0;
    }
    look.times++;
    if (look.times >= (isAsleep(worker.thread()) ? LOOKS_ASLEEP : LOOKS_BUSY)) {
      List<List<Task>> others = worker.takeOthers(step);
      if (others != null) {
        // The tasks' code may have set another one.
        Worker added = newWorker(others, worker.thread().getContextClassLoader());
        workers.add(added);
        added.start();
      }
    }
    return true;
  }
}
