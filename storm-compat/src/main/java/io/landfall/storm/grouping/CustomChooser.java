package io.landfall.storm.grouping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.grouping.CustomStreamGrouping;

/** A grouping through Storm's interface; calls are serialised, as it may keep state. */
final class CustomChooser implements Chooser {

  private final CustomStreamGrouping grouping;
  private final Map<Integer, Integer> indexOfTask = new HashMap<>();
  private final String description;

  CustomChooser(CustomStreamGrouping grouping, List<Integer> targetTasks, String description) {
    this.grouping = grouping;
    this.description = description;
    for (int i = 0; i < targetTasks.size(); i++) {
      indexOfTask.put(targetTasks.get(i), i);
    }
  }

  @Override
  public int one(int sourceTask, List<Object> values) {
    return MANY;
  }

  @Override
  public int[] many(int sourceTask, List<Object> values) {
    List<Integer> tasks;
    synchronized (this) {
      tasks = grouping.chooseTasks(sourceTask, values);
    }
    if (tasks == null) {
      throw new IllegalArgumentException(description + " chose null, expected a list of task ids");
    }
    int[] indexes = new int[tasks.size()];
    for (int i = 0; i < indexes.length; i++) {
      Integer index = indexOfTask.get(tasks.get(i));
      if (index == null) {
        throw new IllegalArgumentException(
            description + " chose task " + tasks.get(i) + ", which is not among its targets");
      }
      indexes[i] = index;
    }
    return indexes;
  }
}
