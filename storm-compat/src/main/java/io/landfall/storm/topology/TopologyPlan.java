package io.landfall.storm.topology;

import java.util.List;
import java.util.Map;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.spout.CheckpointSpout;
import org.apache.storm.task.GeneralTopologyContext;
import org.apache.storm.tuple.Fields;

/**
 * A topology that may run. Immutable, though the Thrift objects in it are not: nobody changes them.
 *
 * @param stormId name, sequence number and start time, as Storm's topology id
 * @param conf topology configuration over the cluster's
 * @param userTopology the user's components only
 * @param systemTopology with Storm's own components and streams
 * @param taskToComponent all tasks, Storm's own too
 * @param componentTasks task ids of each component, ascending
 * @param components the user's spouts and bolts, and those of Storm's that call code of the user's,
 *     in task order
 */
public record TopologyPlan(
    String name,
    String stormId,
    Map<String, Object> conf,
    StormTopology userTopology,
    StormTopology systemTopology,
    Map<Integer, String> taskToComponent,
    Map<String, List<Integer>> componentTasks,
    Map<String, Map<String, Fields>> streamFields,
    List<ComponentPlan> components) {

  /** The component with this id; null for one that is not run as such. */
  public ComponentPlan component(String id) {
    for (ComponentPlan component : components) {
      if (component.id().equals(id)) {
        return component;
      }
    }
    return null;
  }

  /**
   * As it runs under our checkpoints: without the spout that drives Storm's. Its task ids are kept.
   */
  public TopologyPlan withoutStormsCheckpoints() {
    return new TopologyPlan(
        name,
        stormId,
        conf,
        userTopology,
        systemTopology,
        taskToComponent,
        componentTasks,
        streamFields,
        components.stream()
            .filter(c -> !c.id().equals(CheckpointSpout.CHECKPOINT_COMPONENT_ID))
            .toList());
  }

  /** A context that knows components, tasks and streams, and belongs to no task. */
  public GeneralTopologyContext generalContext() {
    return new GeneralTopologyContext(
        systemTopology, conf, taskToComponent, componentTasks, streamFields, stormId);
  }
}
