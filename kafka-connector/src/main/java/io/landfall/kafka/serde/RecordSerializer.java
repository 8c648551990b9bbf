package io.landfall.kafka.serde;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes a record of a value: its topic, key, headers, timestamp, and partition if Kafka's own
 * choice is not wanted. Handed to a sink it is a prototype: each writer {@linkplain #duplicate asks
 * for its own}. {@link RecordFields} puts one together.
 */
@FunctionalInterface
public interface RecordSerializer<T> {

  /**
   * @param timestampMs event time in ms, {@link Long#MIN_VALUE} for none
   * @return null for a value that is not to be written
   */
  ProducerRecord<byte[], byte[]> serialize(T value, long timestampMs) throws Exception;

  /** One for another thread; {@code this} if it keeps nothing between calls. */
  default RecordSerializer<T> duplicate() {
    return this;
  }

  /** The topic if it is always the same one, so that it can be checked at the start; else null. */
  default String fixedTopic() {
    return null;
  }
}
