package io.landfall.runtime.worker;

import io.landfall.runtime.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The groups of tasks that one thread steps, and how they come to others and from others. The
 * thread says which group it is stepping; with that, another one can take the rest away although
 * the step is not over. What is given to it, it takes on between two rounds.
 */
final class Shift {

  /** No group is being stepped. */
  private static final long BETWEEN = 0;

  /** The groups but the one that was being stepped belong to another thread now. */
  private static final long TAKEN = -1;

  private static final int INDEX_BITS = 16;

  /**
   * What is left to a thread, and what it gives up.
   *
   * @param left the group that it is stepping
   */
  record Taken(TaskGroup left, List<TaskGroup> others) {}

  private final boolean mayBlock;
  private final Consumer<List<TaskGroup>> onChange;

  /** The thread's; but while a group is being stepped, who sets TAKEN may read it. */
  private List<TaskGroup> groups;

  /** Which step this is and, in the low bits, of which group: its index + 1. */
  private final AtomicLong step = new AtomicLong(BETWEEN);

  private long stepCount;

  /** How many groups there are; for others to read. */
  private volatile int groupCount;

  private final AdoptedGroups adopted = new AdoptedGroups();

  /** Who gets all groups; null for nobody. */
  private volatile Worker heir;

  /** There is something new in one of the two above. */
  private volatile boolean changes;

  /**
   * @param mayBlock false if nobody will ask which step it is
   * @param onChange is told which groups there are whenever that has changed
   */
  Shift(boolean mayBlock, List<TaskGroup> groups, Consumer<List<TaskGroup>> onChange) {
    this.mayBlock = mayBlock;
    this.onChange = onChange;
    keep(groups);
  }

  private void keep(List<TaskGroup> kept) {
    groups = new ArrayList<>(kept);
    groupCount = groups.size();
    onChange.accept(groups);
  }

  /** How many groups there are. Any thread. */
  int groupCount() {
    return groupCount;
  }

  /** The step that is being done, in a number that no other step has; 0 if none is. Any thread. */
  long currentStep() {
    return step.get();
  }

  /**
   * Takes from the thread all groups but the one that it is stepping. Any thread.
   *
   * @param stuck as {@link #currentStep} said
   * @return null if the step is over
   */
  Taken takeOthers(long stuck) {
    int index = (int) (stuck & (1 << INDEX_BITS) - 1) - 1;
    if (index < 0 || !step.compareAndSet(stuck, TAKEN)) {
      return null;
    }
    List<TaskGroup> others = new ArrayList<>(groups);
    TaskGroup left = others.remove(index);
    others.addAll(adopted.takeAll());
    return new Taken(left, others);
  }

  /** As {@link Worker#giveAllTo}; the thread has to be woken. Any thread. */
  void giveAllTo(Worker to) {
    heir = to;
    changes = true;
  }

  /** Whether it has yet to do what {@link #giveAllTo} said. Any thread. */
  boolean isGiving() {
    return heir != null;
  }

  /** Returns false if the thread has ended; else it has to be woken. Any thread. */
  boolean adopt(List<TaskGroup> given) {
    if (!adopted.offer(given)) {
      return false;
    }
    changes = true;
    return true;
  }

  /** Whether there is nothing left to do, nor will be. The thread only, as all below. */
  boolean isOver() {
    return groups.isEmpty() && adopted.closeIfEmpty();
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** Steps each group once; true if any got something done, or there may be others to step. */
  boolean round(Predicate<List<Task>> stepper) {
    if (changes) {
      change();
      return true;
    }
    boolean progress = false;
    long before = BETWEEN;
    for (int i = 0; i < groups.size(); i++) {
      TaskGroup group = groups.get(i);
      if (mayBlock) {
        long now = ++stepCount << INDEX_BITS | i + 1;
        if (!step.compareAndSet(before, now)) {
          return lostOthers(groups.get(i - 1));
        }
        before = now;
      }
      progress |= stepper.test(group.tasks);
      if (group.isDone()) {
        if (mayBlock) {
          if (!step.compareAndSet(before, BETWEEN)) {
            return lostOthers(group);
          }
          before = BETWEEN;
        }
        groups.remove(i--);
        groupCount = groups.size();
      }
    }
    if (before != BETWEEN && !step.compareAndSet(before, BETWEEN)) {
      return lostOthers(groups.get(groups.size() - 1));
    }
    return progress;
  }

  private boolean lostOthers(TaskGroup left) {
    keep(left.isDone() ? List.of() : List.of(left));
    step.set(BETWEEN);
    return true;
  }

  /** Takes on what others have given, and gives all to another one if it is to. */
  private void change() {
    changes = false;
    List<TaskGroup> all = new ArrayList<>(groups);
    all.addAll(adopted.takeAll());
    Worker to = heir;
    heir = null;
    keep(to != null && to.adopt(all) ? List.of() : all);
  }

  boolean any(Predicate<Task> predicate) {
    for (int i = 0; i < groups.size(); i++) {
      List<Task> group = groups.get(i).tasks;
      for (int j = 0; j < group.size(); j++) {
        if (predicate.test(group.get(j))) {
          return true;
        }
      }
    }
    return false;
  }

  long untilNextTimerMs() {
    long untilTimerMs = Long.MAX_VALUE;
    for (int i = 0; i < groups.size(); i++) {
      List<Task> group = groups.get(i).tasks;
      for (int j = 0; j < group.size(); j++) {
        untilTimerMs = Math.min(untilTimerMs, group.get(j).untilNextTimerMs());
      }
    }
    return untilTimerMs;
  }
}
