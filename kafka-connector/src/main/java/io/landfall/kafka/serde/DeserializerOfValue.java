package io.landfall.kafka.serde;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** One of Kafka's deserializers, for values. */
final class DeserializerOfValue<T> implements RecordDeserializer<T> {

  private final Supplier<? extends Deserializer<T>> supplier;
  private final Map<String, ?> settings;
  private final Deserializer<T> deserializer;

  DeserializerOfValue(Supplier<? extends Deserializer<T>> supplier, Map<String, ?> settings) {
    this.supplier = supplier;
    this.settings = settings;
    this.deserializer = supplier.get();
    deserializer.configure(settings, false);
  }

  @Override
  public T deserialize(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    return value == null ? null : deserializer.deserialize(record.topic(), record.headers(), value);
  }

  @Override
  public RecordDeserializer<T> duplicate() {
    return new DeserializerOfValue<>(supplier, settings);
  }
}
