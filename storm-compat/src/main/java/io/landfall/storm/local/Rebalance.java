package io.landfall.storm.local;

import io.landfall.api.graph.JobRefusedException;
import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.conf.StormConf;
import java.util.HashMap;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.Constants;
import org.apache.storm.daemon.StormCommon;
import org.apache.storm.generated.Bolt;
import org.apache.storm.generated.ComponentCommon;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.SpoutSpec;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.shade.net.minidev.json.JSONValue;

/**
 * What a rebalance asks for, applied to a topology and its configuration. Executors change, tasks
 * stay as they are, as on Storm.
 */
final class Rebalance {

  /** Names of resources as a topology's configuration has them, and as a component's map does. */
  private static final Map<String, String> RESOURCE_NAMES =
      Map.of(
          Config.TOPOLOGY_COMPONENT_CPU_PCORE_PERCENT, Constants.COMMON_CPU_RESOURCE_NAME,
          Config.TOPOLOGY_COMPONENT_RESOURCES_ONHEAP_MEMORY_MB,
              Constants.COMMON_ONHEAP_MEMORY_RESOURCE_NAME,
          Config.TOPOLOGY_COMPONENT_RESOURCES_OFFHEAP_MEMORY_MB,
              Constants.COMMON_OFFHEAP_MEMORY_RESOURCE_NAME);

  private final String topologyName;
  private final RebalanceOptions options;

  Rebalance(String topologyName, RebalanceOptions options) {
    this.topologyName = topologyName;
    this.options = options == null ? new RebalanceOptions() : options;
  }

  /** Below 0 if the topology's message timeout is meant. */
  int waitSeconds() {
    return options.is_set_wait_secs() ? options.get_wait_secs() : -1;
  }

  /** The topology's configuration, changed. */
  Map<String, Object> conf(Map<String, Object> before, NumberTypes numbers)
      throws JobRefusedException {
    Map<String, Object> conf = new HashMap<>(before);
    if (options.is_set_topology_conf_overrides()) {
      try {
        conf.putAll(StormConf.parse(options.get_topology_conf_overrides(), numbers));
      } catch (IllegalArgumentException e) {
        throw refused("its " + e.getMessage());
      }
    }
    if (options.is_set_num_workers()) {
      conf.put(Config.TOPOLOGY_WORKERS, options.get_num_workers());
    }
    return conf;
  }

  /**
   * A copy of the topology, changed.
   *
   * @param planned with its numbers of tasks fixed
   */
  StormTopology topology(StormTopology planned) throws JobRefusedException {
    StormTopology topology = planned.deepCopy();
    if (options.is_set_num_executors()) {
      for (Map.Entry<String, Integer> wanted : options.get_num_executors().entrySet()) {
        if (wanted.getValue() < 1) {
          throw refused(
              "executors of '"
                  + wanted.getKey()
                  + "': found "
                  + wanted.getValue()
                  + ", expected 1 or more");
        }
        common(topology, wanted.getKey()).set_parallelism_hint(wanted.getValue());
      }
    }
    if (options.is_set_topology_resources_overrides()) {
      for (var wanted : options.get_topology_resources_overrides().entrySet()) {
        changeResources(common(topology, wanted.getKey()), wanted.getValue());
      }
    }
    return topology;
  }

  private ComponentCommon common(StormTopology topology, String component)
      throws JobRefusedException {
    SpoutSpec spout = topology.get_spouts().get(component);
    if (spout != null) {
      return spout.get_common();
    }
    Bolt bolt = topology.get_bolts().get(component);
    if (bolt == null) {
      throw refused("it has no component '" + component + "'");
    }
    return StormCommon.getComponentCommon(bolt);
  }

  private static void changeResources(ComponentCommon common, Map<String, Double> wanted) {
    Map<String, Object> declared = StormConf.declared(common, NumberTypes.INTEGER);
    Map<String, Object> resources = new HashMap<>();
    if (declared.get(Config.TOPOLOGY_COMPONENT_RESOURCES_MAP) instanceof Map<?, ?> before) {
      before.forEach((name, amount) -> resources.put(String.valueOf(name), amount));
    }
    wanted.forEach(
        (name, amount) -> resources.put(RESOURCE_NAMES.getOrDefault(name, name), amount));
    declared.put(Config.TOPOLOGY_COMPONENT_RESOURCES_MAP, resources);
    common.set_json_conf(JSONValue.toJSONString(declared));
  }

  private JobRefusedException refused(String why) {
    return new JobRefusedException("cannot rebalance topology '" + topologyName + "': " + why);
  }
}
