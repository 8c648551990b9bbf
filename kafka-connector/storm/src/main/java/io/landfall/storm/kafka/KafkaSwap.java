package io.landfall.storm.kafka;

import io.landfall.storm.swap.ComponentSwap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swaps {@code KafkaSpout} and {@code KafkaBolt}. Subclasses are left alone: what they override is
 * theirs. Names the classes by text, since most topologies have no Kafka on their class path.
 */
public final class KafkaSwap implements ComponentSwap {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSwap.class);
  private static final String SPOUT = "org.apache.storm.kafka.spout.KafkaSpout";
  private static final String BOLT = "org.apache.storm.kafka.bolt.KafkaBolt";

  @Override
  public Swapped swap(String componentId, Object component, Map<String, Object> conf) {
    try {
      return switch (component.getClass().getName()) {
        case SPOUT ->
            new Swapped(
                ExactKafkaSpout.inPlaceOf(component),
                "KafkaSpout: its offsets are part of the checkpoints, and committed to its group"
                    + " when one that covers them is complete");
        case BOLT ->
            new Swapped(
                ExactKafkaBolt.inPlaceOf(componentId, component, conf),
                "KafkaBolt: its records are written in transactions, which are committed when the"
                    + " checkpoint is complete; let readers set isolation.level to read_committed");
        default -> null;
      };
    } catch (NotSwappable e) {
      LOG.warn("component '{}': runs as it is, at least once: {}", componentId, e.getMessage());
      return null;
    } catch (LinkageError | ReflectiveOperationException e) {
      LOG.warn(
          "component '{}': runs as it is, at least once: this version of storm-kafka-client is not"
              + " known: {}",
          componentId,
          e.toString());
      return null;
    }
  }
}
