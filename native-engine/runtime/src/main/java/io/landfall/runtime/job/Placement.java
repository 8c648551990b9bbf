package io.landfall.runtime.job;

import io.landfall.operators.spi.OperatorFactory;
import io.landfall.runtime.task.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tasks share a thread when a job starts. Cooperative tasks stay on theirs; those that may
 * block are dealt out as well, in groups that never part, but a group may get a thread of its own.
 */
public final class Placement {

  /**
   * Tasks that one thread steps.
   *
   * @param mayBlock false for those that share the engine's threads
   * @param thread the number of the thread that they are on at first
   */
  public record Group(String name, boolean mayBlock, int thread, List<TaskId> tasks) {}

  private final List<Group> groups = new ArrayList<>();
  private final Map<TaskId, Integer> threads = new HashMap<>();

  /**
   * Deals cooperative tasks out to {@code threadCount} threads, subtasks of a chain to different
   * ones, and groups of tasks that may block to as many. A chain whose last operator may block runs
   * where that operator does.
   */
  Placement(JobPlan plan, int threadCount) {
    List<List<TaskId>> cooperative = new ArrayList<>();
    Map<String, List<TaskId>> blocking = new LinkedHashMap<>();
    int next = 0;
    for (JobPlan.Chain chain : plan.chains()) {
      OperatorFactory factory = plan.factories().get(chain.last().id());
      for (int subtask = 0; subtask < chain.parallelism(); subtask++) {
        TaskId task = new TaskId(chain.index(), subtask);
        int group = factory.threadGroup(subtask);
        if (group != OperatorFactory.COOPERATIVE) {
          String name = chain.head().name() + "-" + chain.index() + "." + group;
          blocking.computeIfAbsent(name, n -> new ArrayList<>()).add(task);
          continue;
        }
        if (cooperative.size() < threadCount) {
          cooperative.add(new ArrayList<>());
        }
        cooperative.get(next++ % threadCount % cooperative.size()).add(task);
      }
    }
    cooperative.forEach(tasks -> add("worker-" + groups.size(), false, groups.size(), tasks));
    int first = groups.size();
    blocking.forEach(
        (name, tasks) -> add(name, true, first + (groups.size() - first) % threadCount, tasks));
  }

  private void add(String name, boolean mayBlock, int thread, List<TaskId> tasks) {
    groups.add(new Group(name, mayBlock, thread, List.copyOf(tasks)));
    tasks.forEach(task -> threads.put(task, thread));
  }

  public List<Group> groups() {
    return groups;
  }

  int threadOf(TaskId task) {
    return threads.get(task);
  }
}
