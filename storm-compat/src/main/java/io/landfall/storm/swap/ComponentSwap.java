package io.landfall.storm.swap;

import java.util.Map;

/**
 * Knows components that are better replaced under exactly-once. Found by {@link
 * java.util.ServiceLoader} in the topology's class loader. Any thread.
 */
public interface ComponentSwap {

  /**
   * What takes the place of a component; each task calls this with an object of its own.
   *
   * @param component the user's, as it was submitted
   * @param conf the component's own, over the topology's
   * @return null to leave it
   */
  Swapped swap(String componentId, Object component, Map<String, Object> conf);

  /**
   * A component in the place of another.
   *
   * @param component a spout for a spout, a bolt or a {@link SinkBolt} for a bolt
   * @param what is said of it in the log, as "KafkaSpout: its offsets are in the checkpoints"
   */
  record Swapped(Object component, String what) {}
}
