package io.landfall.storm.topology;

import io.landfall.storm.conf.NumberTypes;
import io.landfall.storm.conf.StormConf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.storm.Config;
import org.apache.storm.daemon.StormCommon;
import org.apache.storm.generated.StormTopology;

/** What Nimbus does to a topology's configuration before tasks see it. */
final class TopologyConf {

  private static final List<String> SETTLED_AT_SUBMISSION =
      List.of(
          Config.TOPOLOGY_ACKER_EXECUTORS,
          Config.TOPOLOGY_EVENTLOGGER_EXECUTORS,
          Config.TOPOLOGY_MAX_TASK_PARALLELISM);

  private final Map<String, Object> clusterConf;
  private final NumberTypes numbers;

  TopologyConf(Map<String, Object> clusterConf, NumberTypes numbers) {
    this.clusterConf = clusterConf;
    this.numbers = numbers;
  }

  Map<String, Object> normalise(
      String name, String stormId, Map<String, Object> topologyConf, StormTopology topology) {
    Map<String, Object> conf = StormConf.throughJson(topologyConf, numbers);
    conf.remove("storm.workers.artifacts.dir");
    Map<String, Object> merged = new HashMap<>(clusterConf);
    merged.putAll(conf);
    List<Map<String, Object>> sources = new ArrayList<>();
    for (Object component : StormCommon.allComponents(topology).values()) {
      sources.add(StormConf.declared(StormCommon.getComponentCommon(component), numbers));
    }
    sources.add(merged);
    conf.put(Config.TOPOLOGY_KRYO_REGISTER, registrations(sources));
    conf.put(Config.TOPOLOGY_KRYO_DECORATORS, decorators(sources));
    SETTLED_AT_SUBMISSION.forEach(key -> conf.put(key, merged.get(key)));
    conf.put(Config.STORM_ID, stormId);
    conf.put(Config.TOPOLOGY_NAME, name);
    conf.putIfAbsent(Config.TOPOLOGY_SUBMITTER_PRINCIPAL, "");
    conf.put(Config.TOPOLOGY_SUBMITTER_USER, System.getProperty("user.name"));
    conf.putIfAbsent(Config.TOPOLOGY_USERS, new ArrayList<>());
    return conf;
  }

  // Later sources win, so the topology's own comes last.
  private static Map<String, Object> registrations(List<Map<String, Object>> sources) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Map<String, Object> source : sources) {
      Object declared = source.get(Config.TOPOLOGY_KRYO_REGISTER);
      Collection<?> entries =
          declared instanceof Collection<?> list
              ? list
              : declared instanceof Map<?, ?> map ? List.of(map) : List.of();
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> pairs) {
          pairs.forEach((type, serializer) -> all.put(String.valueOf(type), serializer));
        } else {
          all.put(String.valueOf(entry), null);
        }
      }
    }
    return all;
  }

  // A hash set's order, since Storm's is and somebody may rely on it.
  private static List<Object> decorators(List<Map<String, Object>> sources) {
    Set<Object> all = new HashSet<>();
    for (Map<String, Object> source : sources) {
      if (source.get(Config.TOPOLOGY_KRYO_DECORATORS) instanceof Collection<?> declared) {
        all.addAll(declared);
      }
    }
    return new ArrayList<>(all);
  }
}
