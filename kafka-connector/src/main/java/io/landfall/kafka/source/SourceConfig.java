package io.landfall.kafka.source;

import io.landfall.kafka.client.ClientSettings;
import io.landfall.kafka.serde.RecordDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All that the builder was told. Immutable.
 *
 * @param groupId null for none
 * @param stopping null for no end
 * @param discoveryInterval zero for no look at the topics but the first
 */
record SourceConfig<T>(
    String name,
    ClientSettings client,
    TopicSelection topics,
    String groupId,
    StartingOffsets starting,
    StoppingOffsets stopping,
    Duration discoveryInterval,
    RecordDeserializer<T> deserializer,
    UndecodablePolicy undecodable) {

  /** More than Kafka's 500: a batch changes threads as a whole. */
  private static final int MAX_POLL_RECORDS = 8_192;

  IsolationLevel isolation() {
    Object set = client.own().getOrDefault("isolation.level", "read_committed");
    return IsolationLevel.valueOf(set.toString().toUpperCase(Locale.ROOT));
  }

  Map<String, Object> consumerSettings(int subtaskIndex) {
    Map<String, Object> defaults = new HashMap<>();
    defaults.put("isolation.level", "read_committed");
    // An offset that the broker no longer has must not go unnoticed.
    defaults.put("auto.offset.reset", "none");
    defaults.put("max.poll.records", MAX_POLL_RECORDS);
    defaults.put("client.id", "landfall-" + name + "-" + subtaskIndex);
    defaults.put("allow.auto.create.topics", false);
    Map<String, Object> required = new HashMap<>();
    required.put("enable.auto.commit", false);
    required.put("key.deserializer", ByteArrayDeserializer.class);
    required.put("value.deserializer", ByteArrayDeserializer.class);
    if (groupId != null) {
      required.put("group.id", groupId);
    }
    return client.with(defaults, required);
  }
}
