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
 * long at work keeps the thread that it is on, and the others go on on a new one. Once its code has
 * not blocked for a while it shares a thread again, if there are more than there were at first, and
 * with those that it shared one with before; so what blocks only while it is opened ends up where
 * it was.
 */
public final class Crew {

  /** While nothing is being stepped. */
  private static final long SELDOM_LOOK_NS = 20_000_000;

  private final String name;
  private final ClassLoader classLoader;
  private final Function<Task, ? extends Collection<TaskMailbox>> neighboursOf;

  /** Changed by the watching thread once it runs; read by any. */
  private final List<Worker> workers = new CopyOnWriteArrayList<>();

  private final Map<Worker, Look> looks = new IdentityHashMap<>();

  /** Of a thread with one group; what others have is not kept. */
  private final Map<Worker, TaskGroup> leftAlone = new IdentityHashMap<>();

  /** Which of the shares dealt out at first a thread's groups are of. */
  private final Map<Worker, Integer> shareOf = new IdentityHashMap<>();

  /** As many threads as there are to be if nothing blocks. */
  private int threads;

  private int started;

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
    threads = shares.size();
    for (int share = 0; share < threads; share++) {
      addWorker(shares.get(share).stream().map(TaskGroup::new).toList(), classLoader, share);
    }
    List.copyOf(workers).forEach(Worker::start);
    if (shares.stream().anyMatch(groups -> groups.size() > 1)) {
      Thread watcher = new Thread(this::watch, name + "watch");
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  private Worker addWorker(List<TaskGroup> groups, ClassLoader loader, int share) {
    Worker added = new Worker(name + "blocking-" + started++, true, groups, loader, neighboursOf);
    shareOf.put(added, share);
    workers.add(added);
    return added;
  }

  private void watch() {
    while (workers.stream().anyMatch(Worker::isAlive)) {
      long nowNs = System.nanoTime();
      long untilNextNs = SELDOM_LOOK_NS;
      for (Worker worker : workers) {
        untilNextNs = Math.min(untilNextNs, look(worker, nowNs));
      }
      forgetEnded();
      bringTogether(nowNs);
      LockSupport.parkNanos(this, untilNextNs);
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

  /** Returns when to look next, ns from now. */
  private long look(Worker worker, long nowNs) {
    Look look = lookAt(worker, nowNs);
    long step = worker.shift().currentStep();
    boolean shared = worker.shift().groupCount() > 1;
    if (look.isBlocked(step, () -> isAsleep(worker.thread()), nowNs)) {
      if (worker.shift().isGiving()) {
        worker.giveAllTo(null);
      }
      if (shared) {
        takeOthers(worker, step);
      }
    }
    return shared && step > 0 ? look.untilNextNs() : SELDOM_LOOK_NS;
  }

  /** What was seen of it; nothing yet of one that has just been added. */
  private Look lookAt(Worker worker, long nowNs) {
    return looks.computeIfAbsent(worker, w -> new Look(nowNs));
  }

  private void takeOthers(Worker worker, long step) {
    Shift.Taken taken = worker.shift().takeOthers(step);
    if (taken == null) {
      return;
    }
    taken.left().blocked++;
    leftAlone.put(worker, taken.left());
    if (!taken.others().isEmpty()) {
      // The tasks' code may have set another one.
      ClassLoader loader = worker.thread().getContextClassLoader();
      addWorker(taken.others(), loader, shareOf.get(worker)).start();
    }
  }

  private void forgetEnded() {
    for (Worker worker : workers) {
      if (!worker.isAlive()) {
        workers.remove(worker);
        looks.remove(worker);
        leftAlone.remove(worker);
        shareOf.remove(worker);
      }
    }
  }

  /** Has one of those that may share give its groups to another, if they are too many. */
  private void bringTogether(long nowNs) {
    Reunion<Worker> reunion = new Reunion<>(threads);
    for (Worker worker : workers) {
      if (worker.shift().isGiving()) {
        return;
      }
      if (mayShare(worker, nowNs)) {
        reunion.add(worker, shareOf.get(worker), worker.shift().groupCount());
      }
    }
    if (reunion.isDue()) {
      leftAlone.remove(reunion.giver());
      leftAlone.remove(reunion.taker());
      reunion.giver().giveAllTo(reunion.taker());
    }
  }

  /** One that was alone from the start may be blocking, too. */
  private boolean mayShare(Worker worker, long nowNs) {
    Look look = lookAt(worker, nowNs);
    TaskGroup alone = leftAlone.get(worker);
    // As long as it is stuck it has not noticed that it is alone, and counts what was taken, too.
    return alone == null
        ? worker.shift().groupCount() > 1 || look.isCalm(0, nowNs)
        : look.isCalm(alone.blocked, nowNs);
  }
}
