package io.landfall.runtime.worker;

import io.landfall.runtime.task.Task;
import java.util.ArrayList;
import java.util.List;

/** Tasks that stay on one thread together, whichever that is. */
public final class TaskGroup {

  /** Those that are not done. Of the thread that steps them. */
  final List<Task> tasks;

  /** How often others were taken away from it. Of the watching thread. */
  int blocked;

  /** Before any of them is stepped. */
  public TaskGroup(List<Task> tasks) {
    this.tasks = new ArrayList<>(tasks);
  }

  boolean isDone() {
    return tasks.isEmpty();
  }
}
