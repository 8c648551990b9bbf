package io.landfall.it.simulation.storm;

import java.io.Serializable;
import java.util.List;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.grouping.CustomStreamGrouping;
import org.apache.storm.grouping.PartialKeyGrouping;
import org.apache.storm.task.WorkerTopologyContext;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.tuple.Fields;

/** How a stream is spread over a bolt's tasks. */
enum Route {
  SHUFFLE,
  LOCAL_OR_SHUFFLE,
  FIELDS,
  PARTIAL_KEY,
  GLOBAL,
  NONE,
  CUSTOM,
  /** To every task. */
  ALL,
  /** The emitter names the task, on a stream of its own. */
  DIRECT;

  /** Tuples that one emit makes. */
  int copies(int tasks) {
    return this == ALL ? tasks : 1;
  }

  void declare(BoltDeclarer bolt, String component, String stream) {
    switch (this) {
      case SHUFFLE -> bolt.shuffleGrouping(component, stream);
      case LOCAL_OR_SHUFFLE -> bolt.localOrShuffleGrouping(component, stream);
      case FIELDS -> bolt.fieldsGrouping(component, stream, new Fields(Items.KEY));
      case PARTIAL_KEY ->
          bolt.customGrouping(component, stream, new PartialKeyGrouping(new Fields(Items.KEY)));
      case GLOBAL -> bolt.globalGrouping(component, stream);
      case NONE -> bolt.noneGrouping(component, stream);
      case CUSTOM -> bolt.customGrouping(component, stream, new ByRemainder());
      case ALL -> bolt.allGrouping(component, stream);
      case DIRECT -> bolt.directGrouping(component, stream);
      default -> throw new IllegalArgumentException(toString());
    }
  }

  /** A grouping of the user's. */
  private static final class ByRemainder implements CustomStreamGrouping, Serializable {
    private static final long serialVersionUID = 1L;
    private List<Integer> tasks;

    @Override
    public void prepare(
        WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
      tasks = targetTasks;
    }

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
      return List.of(tasks.get(Items.target((Long) values.get(0), tasks.size())));
    }
  }
}
