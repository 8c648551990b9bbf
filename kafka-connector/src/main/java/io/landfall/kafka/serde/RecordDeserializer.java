package io.landfall.kafka.serde;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Makes a value of a record. Handed to a source it is a prototype: each reader {@linkplain
 * #duplicate asks for its own}.
 *
 * <p>Its exceptions make the record an undecodable one, which the source's policy decides about.
 */
@FunctionalInterface
public interface RecordDeserializer<T> {

  /**
   * @return null for a record to leave out, such as a tombstone that means nothing to the job
   */
  T deserialize(ConsumerRecord<byte[], byte[]> record) throws Exception;

  /** One for another thread; {@code this} if it keeps nothing between calls. */
  default RecordDeserializer<T> duplicate() {
    return this;
  }

  /** Values as UTF-8; records without a value are left out. */
  static RecordDeserializer<String> strings() {
    return value(StringDeserializer::new);
  }

  /** Values by one of Kafka's deserializers; records without a value are left out. */
  static <T> RecordDeserializer<T> value(Supplier<? extends Deserializer<T>> deserializer) {
    return value(deserializer, Map.of());
  }

  /**
   * @param settings what the deserializer is configured with, such as the address of a registry
   */
  static <T> RecordDeserializer<T> value(
      Supplier<? extends Deserializer<T>> deserializer, Map<String, ?> settings) {
    return new DeserializerOfValue<>(deserializer, settings);
  }

  /** Whole records: with key, headers, timestamp and place; also those without a value. */
  static <K, V> RecordDeserializer<KafkaRecord<K, V>> record(
      Supplier<? extends Deserializer<K>> key, Supplier<? extends Deserializer<V>> value) {
    return record(key, value, Map.of());
  }

  /**
   * @param settings what both deserializers are configured with
   */
  static <K, V> RecordDeserializer<KafkaRecord<K, V>> record(
      Supplier<? extends Deserializer<K>> key,
      Supplier<? extends Deserializer<V>> value,
      Map<String, ?> settings) {
    return new DeserializerOfRecord<>(key, value, settings);
  }
}
