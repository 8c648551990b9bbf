package io.landfall.storm.conf;

import io.landfall.api.graph.JobRefusedException;
import java.util.HashMap;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.generated.ComponentCommon;
import org.apache.storm.shade.net.minidev.json.JSONValue;
import org.apache.storm.utils.Utils;

/** Reads and merges configurations the way Storm's daemons do. Stateless; any thread. */
public final class StormConf {

  private StormConf() {}

  /** What a cluster gives every topology: defaults.yaml, storm.yaml, {@code storm.options}. */
  public static Map<String, Object> clusterConf() {
    return new HashMap<>(Utils.readStormConfig());
  }

  /** As {@link #clusterConf}, with what {@code LocalCluster} puts over it. */
  public static Map<String, Object> localConf() {
    Map<String, Object> conf = clusterConf();
    conf.put(Config.STORM_CLUSTER_MODE, "local");
    conf.put(Config.TOPOLOGY_SKIP_MISSING_KRYO_REGISTRATIONS, true);
    conf.put(Config.TOPOLOGY_TRIDENT_BATCH_EMIT_INTERVAL_MILLIS, 50);
    return conf;
  }

  /** A JSON object as a map; null and empty give an empty one. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> parse(String json, NumberTypes numbers) {
    if (json == null || json.isEmpty()) {
      return new HashMap<>();
    }
    Object parsed = JSONValue.parse(json);
    if (!(parsed instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("configuration is no JSON object: " + json);
    }
    return new HashMap<>((Map<String, Object>) numbers.box(parsed));
  }

  /** {@code conf} as it comes out of JSON. */
  public static Map<String, Object> throughJson(Map<String, Object> conf, NumberTypes numbers) {
    return parse(JSONValue.toJSONString(conf), numbers);
  }

  /** The configuration in a component's declaration. */
  public static Map<String, Object> declared(ComponentCommon common, NumberTypes numbers) {
    return parse(common.get_json_conf(), numbers);
  }

  /**
   * What {@code open} and {@code prepare} get: the topology's configuration with the component's
   * over it, as far as Storm lets a component override. Each call gives a new, changeable map.
   */
  public static Map<String, Object> forComponent(
      Map<String, Object> topologyConf, Map<String, Object> declared) {
    Map<String, Object> merged = new HashMap<>(topologyConf);
    declared.forEach(
        (key, value) -> {
          if (ComponentKeys.mayOverride(key)) {
            merged.put(key, value);
          }
        });
    return merged;
  }

  /** A whole number, or {@code whenAbsent}; Storm accepts any number and its text. */
  public static int integer(Map<String, Object> conf, String key, int whenAbsent)
      throws JobRefusedException {
    Object value = conf.get(key);
    if (value == null) {
      return whenAbsent;
    }
    try {
      return value instanceof Number number
          ? Math.toIntExact(number.longValue())
          : Integer.parseInt(value.toString().trim());
    } catch (NumberFormatException | ArithmeticException e) {
      throw new JobRefusedException(
          "topology configuration: " + key + ": found '" + value + "', expected a whole number");
    }
  }

  /** True only for a true; texts count. */
  public static boolean isTrue(Map<String, Object> conf, String key) {
    return Boolean.parseBoolean(String.valueOf(conf.get(key)));
  }
}
