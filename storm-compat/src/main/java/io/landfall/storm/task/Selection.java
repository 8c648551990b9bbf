package io.landfall.storm.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The targets of one emit. Reused by its task's thread. */
public final class Selection {

  private static final int INITIAL_CAPACITY = 8;

  private TargetRoute[] routes = new TargetRoute[INITIAL_CAPACITY];
  private int[] subtasks = new int[INITIAL_CAPACITY];
  private int count;

  void clear() {
    count = 0;
  }

  void add(TargetRoute route, int subtask) {
    if (count == subtasks.length) {
      routes = Arrays.copyOf(routes, count * 2);
      subtasks = Arrays.copyOf(subtasks, count * 2);
    }
    // A store of a reference into an old array costs a fence, and mostly it is there already.
    if (routes[count] != route) {
      routes[count] = route;
    }
    subtasks[count] = subtask;
    count++;
  }

  public int count() {
    return count;
  }

  TargetRoute route(int index) {
    return routes[index];
  }

  int subtask(int index) {
    return subtasks[index];
  }

  /** The task ids, in the order in which they were chosen; for one or none not to be changed. */
  public List<Integer> taskIds() {
    if (count == 1) {
      return routes[0].only(subtasks[0]);
    }
    List<Integer> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(routes[i].task(subtasks[i]));
    }
    return ids;
  }
}
