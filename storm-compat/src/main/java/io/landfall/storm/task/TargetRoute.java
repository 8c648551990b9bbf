package io.landfall.storm.task;

import io.landfall.operators.spi.DirectOutput;
import io.landfall.storm.grouping.Chooser;
import java.util.List;

/** One subscriber of a stream: how its tasks are chosen, and the way to them. */
final class TargetRoute {

  final String component;
  final Chooser chooser;
  final DirectOutput output;
  final List<Integer> tasks;
  final boolean tracked;
  private final List<List<Integer>> taskAsList;

  /**
   * @param tasks the subscriber's task ids, ascending: the position is the subtask
   * @param tracked whether the subscriber counts what it executes
   */
  TargetRoute(
      String component,
      Chooser chooser,
      DirectOutput output,
      List<Integer> tasks,
      boolean tracked) {
    this.component = component;
    this.chooser = chooser;
    this.output = output;
    this.tasks = tasks;
    this.tracked = tracked;
    this.taskAsList = tasks.stream().map(List::of).toList();
  }

  int task(int subtask) {
    return tasks.get(subtask);
  }

  /** What an emit returns that reached this subtask only; made once. */
  List<Integer> only(int subtask) {
    return taskAsList.get(subtask);
  }
}
