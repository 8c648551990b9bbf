package io.landfall.it.benchmarks.kafkastreams;

import io.landfall.it.benchmarks.workload.Event;
import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Events as their three numbers. */
final class EventSerde implements Serde<Event> {

  private static final int BYTES = 3 * Long.BYTES;

  @Override
  public Serializer<Event> serializer() {
    return (topic, event) -> bytes(event);
  }

  @Override
  public Deserializer<Event> deserializer() {
    return (topic, bytes) -> {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      return new Event(buffer.getLong(), buffer.getLong(), buffer.getLong());
    };
  }

  static byte[] bytes(Event event) {
    return ByteBuffer.allocate(BYTES)
        .putLong(event.key)
        .putLong(event.value)
        .putLong(event.time)
        .array();
  }
}
