package io.landfall.starter;

import java.util.List;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.grouping.CustomStreamGrouping;
import org.apache.storm.task.WorkerTopologyContext;

/** Even numbers to the first task, odd ones to the second. */
final class OddTasks implements CustomStreamGrouping {

  private static final long serialVersionUID = 1L;

  private List<Integer> targets;

  @Override
  public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> tasks) {
    targets = tasks;
  }

  @Override
  public List<Integer> chooseTasks(int taskId, List<Object> values) {
    return List.of(targets.get((Integer) values.get(0) % 2));
  }
}
