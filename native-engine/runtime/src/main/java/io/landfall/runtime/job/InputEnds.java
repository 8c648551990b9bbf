package io.landfall.runtime.job;

import io.landfall.api.graph.LogicalEdge;
import io.landfall.api.graph.LogicalOperator;
import io.landfall.runtime.task.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where the input of a job's tasks has ended. The end goes from task to task with the records; a
 * task that a cycle leads to holds it back, since records may still come round, until nothing else
 * in the job is at work and a checkpoint has shown that nothing is under way. Job thread only.
 */
final class InputEnds {

  private final JobPlan plan;
  private final Set<TaskId> ended = new HashSet<>();
  private final Set<TaskId> waiting = new LinkedHashSet<>();

  InputEnds(JobPlan plan) {
    this.plan = plan;
  }

  void onEnded(TaskId task) {
    waiting.remove(task);
    ended.add(task);
  }

  void onOnlyCycleLeft(TaskId task) {
    waiting.add(task);
  }

  /** True if all tasks have ended. */
  boolean isAll() {
    for (JobPlan.Chain chain : plan.chains()) {
      if (!ended.containsAll(tasksOf(chain))) {
        return false;
      }
    }
    return true;
  }

  /** True if some tasks wait for their cycle, and all others have ended or wait for these. */
  boolean isOnlyCyclesLeft() {
    if (waiting.isEmpty()) {
      return false;
    }
    Set<Integer> held = new HashSet<>();
    for (JobPlan.Chain chain : plan.chains()) {
      if (waiting.containsAll(tasksOf(chain))) {
        held.add(chain.index());
        addReachable(chain, held);
      }
    }
    for (JobPlan.Chain chain : plan.chains()) {
      if (!held.contains(chain.index())) {
        for (TaskId task : tasksOf(chain)) {
          if (!ended.contains(task)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Those that waited; they do not any more. */
  List<TaskId> endCycles() {
    List<TaskId> released = List.copyOf(waiting);
    waiting.clear();
    return released;
  }

  private void addReachable(JobPlan.Chain from, Set<Integer> reached) {
    ArrayDeque<JobPlan.Chain> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      for (LogicalOperator operator : next.remove().operators()) {
        for (LogicalEdge edge : plan.graph().outputsOf(operator.id())) {
          if (!edge.feedback() && !plan.chained().contains(edge)) {
            JobPlan.Chain chain = plan.chainHeadedBy(edge.to());
            if (reached.add(chain.index())) {
              next.add(chain);
            }
          }
        }
      }
    }
  }

  private static List<TaskId> tasksOf(JobPlan.Chain chain) {
    List<TaskId> tasks = new ArrayList<>();
    for (int subtask = 0; subtask < chain.parallelism(); subtask++) {
      tasks.add(new TaskId(chain.index(), subtask));
    }
    return tasks;
  }
}
