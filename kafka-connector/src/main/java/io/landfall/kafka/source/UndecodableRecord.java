package io.landfall.kafka.source;

import io.landfall.kafka.serde.KafkaRecord;
import java.util.List;

/**
 * A record that the deserializer did not take, as it was.
 *
 * @param timestampMs -1 if the topic keeps none
 * @param key may be null
 * @param value may be null
 * @param error what the deserializer said
 */
public record UndecodableRecord(
    String topic,
    int partition,
    long offset,
    long timestampMs,
    List<KafkaRecord.Header> headers,
    byte[] key,
    byte[] value,
    String error) {}
