package io.landfall.kafka.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Settings for clients of one cluster. Immutable.
 *
 * @param bootstrapServers {@code host:port}, with commas between
 * @param own what the user set, by Kafka's names; wins over all but what exactly-once needs
 * @param connectTimeout for how long the start of a job waits for the cluster
 */
public record ClientSettings(
    String bootstrapServers, Map<String, Object> own, Duration connectTimeout) {

  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  public ClientSettings {
    own = Map.copyOf(own);
  }

  /** Names and values as one map, those of {@code properties} that are its defaults too. */
  public static Map<String, Object> toMap(Properties properties) {
    Map<String, Object> map = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> map.put(name, properties.getProperty(name)));
    properties.forEach((name, value) -> map.put(String.valueOf(name), value));
    return map;
  }

  /**
   * @param defaults what the user may override
   * @param required what nobody may
   */
  public Map<String, Object> with(Map<String, ?> defaults, Map<String, ?> required) {
    Map<String, Object> all = new HashMap<>(defaults);
    all.putAll(own);
    all.putAll(required);
    all.put("bootstrap.servers", bootstrapServers);
    return all;
  }

  /** For an admin client that gives up after {@link #connectTimeout}. */
  public Map<String, Object> forAdmin(String clientId) {
    int timeoutMs = (int) Math.min(connectTimeout.toMillis(), Integer.MAX_VALUE);
    Map<String, Object> all = new HashMap<>();
    // Settings of consumers and producers mean nothing to it, and it warns of each.
    own.forEach(
        (name, value) -> {
          if (org.apache.kafka.clients.admin.AdminClientConfig.configNames().contains(name)) {
            all.put(name, value);
          }
        });
    all.put("bootstrap.servers", bootstrapServers);
    all.put("client.id", clientId);
    all.put("default.api.timeout.ms", timeoutMs);
    all.put("request.timeout.ms", timeoutMs);
    return all;
  }
}
