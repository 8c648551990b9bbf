package io.landfall.storm.topology;

import io.landfall.storm.conf.StormConf;
import java.util.List;
import java.util.Map;
import org.apache.storm.Thrift;
import org.apache.storm.generated.ComponentCommon;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.JavaObject;
import org.apache.storm.generated.ShellComponent;
import org.apache.storm.spout.ShellSpout;
import org.apache.storm.task.ShellBolt;
import org.apache.storm.utils.Utils;

/**
 * A spout or bolt of the user's, or a bolt of Storm's own that works for the user.
 *
 * @param operatorId its place in the graph
 * @param tasks its task ids, ascending; the position is the task index
 * @param executors its tasks again, split up by executor
 * @param declaredConf its own configuration, as declared
 */
public record ComponentPlan(
    int operatorId,
    String id,
    boolean isSpout,
    ComponentCommon common,
    ComponentObject object,
    List<Integer> tasks,
    List<List<Integer>> executors,
    Map<String, Object> declaredConf) {

  /** A fresh copy of the user's object, as each task gets one. */
  public Object newInstance() {
    Object made = Utils.getSetComponentObject(object);
    if (made instanceof JavaObject description) {
      Object named = Thrift.instantiateJavaObject(description);
      if (named == null) {
        throw new IllegalArgumentException(
            "component '"
                + id
                + "': no "
                + description.get_full_class_name()
                + " can be made of its arguments; the log says why");
      }
      return named;
    }
    if (made instanceof ShellComponent shell) {
      return isSpout ? new ShellSpout(shell) : new ShellBolt(shell);
    }
    return made;
  }

  /** One of Storm's own, such as what runs metrics consumers. */
  public boolean isSystem() {
    return Utils.isSystemId(id);
  }

  /** The executor that owns a task. */
  public List<Integer> executorOf(int task) {
    for (List<Integer> executor : executors) {
      if (executor.contains(task)) {
        return executor;
      }
    }
    throw new IllegalStateException("component '" + id + "' has no task " + task);
  }

  /** A new map of what {@code open} or {@code prepare} gets. */
  public Map<String, Object> conf(Map<String, Object> topologyConf) {
    return StormConf.forComponent(topologyConf, declaredConf);
  }
}
