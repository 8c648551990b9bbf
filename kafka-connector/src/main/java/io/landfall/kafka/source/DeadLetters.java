package io.landfall.kafka.source;

import io.landfall.kafka.client.ClientSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes undecodable records to a topic, as they were, and headers that say where they were from.
 * Makes its producer at the first one. Task thread only.
 */
final class DeadLetters implements AutoCloseable {

  static final String TOPIC = "landfall.origin.topic";
  static final String PARTITION = "landfall.origin.partition";
  static final String OFFSET = "landfall.origin.offset";
  static final String ERROR = "landfall.error";

  private final ClientSettings client;
  private final String topic;
  private KafkaProducer<byte[], byte[]> producer;

  /** Set by the producer's thread. */
  private volatile Exception failure;

  DeadLetters(ClientSettings client, String topic) {
    this.client = client;
    this.topic = topic;
  }

  void send(ConsumerRecord<byte[], byte[]> record, Exception error) {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              settings(client), new ByteArraySerializer(), new ByteArraySerializer());
    }
    Headers headers = new RecordHeaders(record.headers().toArray());
    headers.add(TOPIC, utf8(record.topic()));
    headers.add(PARTITION, utf8(Integer.toString(record.partition())));
    headers.add(OFFSET, utf8(Long.toString(record.offset())));
    headers.add(ERROR, utf8(error.toString()));
    producer.send(
        new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers),
        (sent, failed) -> {
          if (failed != null) {
            failure = failed;
          }
        });
  }

  void flush() {
    if (producer != null) {
      producer.flush();
      if (failure != null) {
        throw new KafkaException(
            "cannot write to dead-letter topic '" + topic + "': " + failure.getMessage(), failure);
      }
    }
  }

  private static Map<String, Object> settings(ClientSettings client) {
    Map<String, Object> settings = new HashMap<>();
    // The source's properties are a consumer's; what both have is about the connection.
    client
        .own()
        .forEach(
            (name, value) -> {
              if (ProducerConfig.configNames().contains(name)) {
                settings.put(name, value);
              }
            });
    settings.put("bootstrap.servers", client.bootstrapServers());
    settings.put("acks", "all");
    settings.remove("client.id");
    return settings;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }
}
