package io.landfall.storm.conf;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;
import org.apache.storm.Config;

/**
 * Which keys a component may set for itself. Storm lets a component override any key that is no
 * constant of its {@code Config}, and of those constants only a few.
 */
final class ComponentKeys {

  private static final Set<String> ALLOWED =
      Set.of(
          Config.TOPOLOGY_DEBUG,
          Config.TOPOLOGY_MAX_SPOUT_PENDING,
          Config.TOPOLOGY_MAX_TASK_PARALLELISM,
          Config.TOPOLOGY_TRANSACTIONAL_ID,
          Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS,
          Config.TOPOLOGY_SLEEP_SPOUT_WAIT_STRATEGY_TIME_MS,
          Config.TOPOLOGY_SPOUT_WAIT_STRATEGY,
          Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_COUNT,
          Config.TOPOLOGY_BOLTS_WINDOW_LENGTH_DURATION_MS,
          Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_COUNT,
          Config.TOPOLOGY_BOLTS_SLIDING_INTERVAL_DURATION_MS,
          Config.TOPOLOGY_BOLTS_TUPLE_TIMESTAMP_MAX_LAG_MS,
          Config.TOPOLOGY_BOLTS_MESSAGE_ID_FIELD_NAME,
          Config.TOPOLOGY_BOLTS_LATE_TUPLE_STREAM,
          Config.TOPOLOGY_STATE_PROVIDER,
          Config.TOPOLOGY_STATE_PROVIDER_CONFIG);

  private static final Set<String> RESERVED = reserved();

  private ComponentKeys() {}

  static boolean mayOverride(String key) {
    return !RESERVED.contains(key) || ALLOWED.contains(key);
  }

  private static Set<String> reserved() {
    Set<String> keys = new HashSet<>();
    for (Field field : Config.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
        try {
          keys.add((String) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("cannot read Config." + field.getName(), e);
        }
      }
    }
    return keys;
  }
}
