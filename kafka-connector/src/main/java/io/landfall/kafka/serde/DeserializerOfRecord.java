package io.landfall.kafka.serde;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Two of Kafka's deserializers, for whole records. */
final class DeserializerOfRecord<K, V> implements RecordDeserializer<KafkaRecord<K, V>> {

  private final Supplier<? extends Deserializer<K>> keySupplier;
  private final Supplier<? extends Deserializer<V>> valueSupplier;
  private final Map<String, ?> settings;
  private final Deserializer<K> keys;
  private final Deserializer<V> values;

  DeserializerOfRecord(
      Supplier<? extends Deserializer<K>> keySupplier,
      Supplier<? extends Deserializer<V>> valueSupplier,
      Map<String, ?> settings) {
    this.keySupplier = keySupplier;
    this.valueSupplier = valueSupplier;
    this.settings = settings;
    this.keys = keySupplier.get();
    this.values = valueSupplier.get();
    keys.configure(settings, true);
    values.configure(settings, false);
  }

  @Override
  public KafkaRecord<K, V> deserialize(ConsumerRecord<byte[], byte[]> record) {
    K key = keys.deserialize(record.topic(), record.headers(), record.key());
    V value = values.deserialize(record.topic(), record.headers(), record.value());
    return new KafkaRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        record.timestamp(),
        KafkaRecord.Header.of(record.headers()),
        key,
        value);
  }

  @Override
  public RecordDeserializer<KafkaRecord<K, V>> duplicate() {
    return new DeserializerOfRecord<>(keySupplier, valueSupplier, settings);
  }
}
