package io.landfall.storm.topology;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.conf.StormConf;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.storm.Config;
import org.apache.storm.Constants;
import org.apache.storm.Thrift;
import org.apache.storm.daemon.StormCommon;
import org.apache.storm.generated.ComponentCommon;
import org.apache.storm.generated.ComponentObject;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.shade.net.minidev.json.JSONValue;
import org.apache.storm.tuple.Fields;
import org.apache.storm.utils.Utils;

/** Applies Storm's submission rules to a topology: the part of Nimbus that is not scheduling. */
public final class TopologyPlanner {

  private final Map<String, Object> clusterConf;
  private final NumberTypes numbers;

  public TopologyPlanner(Map<String, Object> clusterConf, NumberTypes numbers) {
    this.clusterConf = clusterConf;
    this.numbers = numbers;
  }

  /**
   * @throws JobRefusedException with one line if Storm would not take it, or Landfall cannot
   */
  public TopologyPlan plan(
      String name, String stormId, Map<String, Object> topologyConf, StormTopology submitted)
      throws JobRefusedException {
    if (submitted.get_spouts_size() == 0) {
      throw new JobRefusedException("topology '" + name + "' has no spouts; add at least one");
    }
    StormTopology topology = submitted.deepCopy();
    UnsupportedFeatures.refuseIn(topology);
    Map<String, Object> conf = new HashMap<>(clusterConf);
    conf.putAll(
        new TopologyConf(clusterConf, numbers).normalise(name, stormId, topologyConf, topology));
    try {
      fixTaskCounts(topology, conf);
      StormTopology system = StormCommon.systemTopology(conf, topology);
      return assemble(name, stormId, conf, topology, system);
    } catch (InvalidTopologyException e) {
      throw new JobRefusedException("topology '" + name + "' is invalid: " + e.get_msg(), e);
    }
  }

  private TopologyPlan assemble(
      String name,
      String stormId,
      Map<String, Object> conf,
      StormTopology topology,
      StormTopology system)
      throws InvalidTopologyException {
    Map<Integer, String> taskToComponent = new TreeMap<>(StormCommon.stormTaskInfo(topology, conf));
    Map<String, List<Integer>> tasks = new TreeMap<>();
    taskToComponent.forEach(
        (task, component) -> tasks.computeIfAbsent(component, c -> new ArrayList<>()).add(task));
    return new TopologyPlan(
        name,
        stormId,
        Collections.unmodifiableMap(conf),
        topology,
        system,
        Collections.unmodifiableMap(taskToComponent),
        tasks,
        streamFields(system),
        components(topology, system, tasks));
  }

  private List<ComponentPlan> components(
      StormTopology topology, StormTopology system, Map<String, List<Integer>> tasks) {
    Map<String, ComponentPlan> plans = new TreeMap<>();
    topology
        .get_spouts()
        .forEach(
            (id, s) -> plans.put(id, plan(id, true, s.get_common(), s.get_spout_object(), tasks)));
    topology
        .get_bolts()
        .forEach(
            (id, b) -> plans.put(id, plan(id, false, b.get_common(), b.get_bolt_object(), tasks)));
    system
        .get_bolts()
        .forEach(
            (id, b) -> {
              if (isHosted(id)) {
                plans.put(id, plan(id, false, b.get_common(), b.get_bolt_object(), tasks));
              }
            });
    List<ComponentPlan> numbered = new ArrayList<>();
    for (ComponentPlan plan : plans.values()) {
      if (!plan.tasks().isEmpty()) {
        numbered.add(
            new ComponentPlan(
                numbered.size(),
                plan.id(),
                plan.isSpout(),
                plan.common(),
                plan.object(),
                plan.tasks(),
                plan.executors(),
                plan.declaredConf()));
      }
    }
    return numbered;
  }

  /** Storm's bolts that call code of the user's; what its other ones do, the engine does. */
  private static boolean isHosted(String id) {
    return id.equals(StormCommon.EVENTLOGGER_COMPONENT_ID)
        || id.startsWith(Constants.METRICS_COMPONENT_ID_PREFIX);
  }

  private ComponentPlan plan(
      String id,
      boolean spout,
      ComponentCommon common,
      ComponentObject object,
      Map<String, List<Integer>> tasks) {
    List<Integer> own = List.copyOf(tasks.getOrDefault(id, List.of()));
    int executors = Math.max(1, Math.min(Thrift.getParallelismHint(common), own.size()));
    List<List<Integer>> split =
        own.isEmpty() ? List.of() : List.copyOf(Utils.partitionFixed(executors, own));
    Map<String, Object> declared = StormConf.declared(common, numbers);
    return new ComponentPlan(0, id, spout, common, object, own, split, declared);
  }

  // Storm's task numbering reads the final count from each component's configuration.
  private void fixTaskCounts(StormTopology topology, Map<String, Object> conf)
      throws JobRefusedException {
    for (Object component : StormCommon.allComponents(topology).values()) {
      ComponentCommon common = StormCommon.getComponentCommon(component);
      Map<String, Object> declared = StormConf.declared(common, numbers);
      Map<String, Object> merged = new HashMap<>(conf);
      merged.putAll(declared);
      int count =
          StormConf.integer(merged, Config.TOPOLOGY_TASKS, Thrift.getParallelismHint(common));
      int most = StormConf.integer(merged, Config.TOPOLOGY_MAX_TASK_PARALLELISM, Integer.MAX_VALUE);
      declared.put(Config.TOPOLOGY_TASKS, Math.min(count, most));
      common.set_json_conf(JSONValue.toJSONString(declared));
    }
  }

  private static Map<String, Map<String, Fields>> streamFields(StormTopology system) {
    Map<String, Map<String, Fields>> all = new HashMap<>();
    StormCommon.allComponents(system)
        .forEach(
            (id, component) -> {
              Map<String, Fields> streams = new HashMap<>();
              StormCommon.getComponentCommon(component)
                  .get_streams()
                  .forEach((s, info) -> streams.put(s, new Fields(info.get_output_fields())));
              all.put(id, streams);
            });
    return all;
  }
}
