package io.landfall.kafka.sink;

import io.landfall.api.connector.TwoPhaseSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes sinks for callers that have other Kafka clients than this connector, and so live in another
 * class loader: a record is {@code {topic (String), key, value (byte[], may be null)}}. Made by
 * reflection.
 *
 * <p>Request: the settings of a producer by their names, and {@code landfall.name}, the sink's.
 */
public final class RawSinks
    implements Function<Map<String, Object>, TwoPhaseSink<Object[], PreparedTransaction>> {

  @Override
  public TwoPhaseSink<Object[], PreparedTransaction> apply(Map<String, Object> request) {
    Map<String, Object> settings = new HashMap<>(request);
    KafkaSinkBuilder<Object[]> builder =
        KafkaSink.<Object[]>builder()
            .name((String) settings.remove("landfall.name"))
            .record(
                (record, timestampMs) ->
                    new ProducerRecord<>(
                        (String) record[0], (byte[]) record[1], (byte[]) record[2]));
    Object servers = settings.remove("bootstrap.servers");
    if (servers != null) {
      builder.bootstrapServers(String.valueOf(servers));
    }
    Object timeoutMs = settings.remove("transaction.timeout.ms");
    if (timeoutMs != null) {
      builder.transactionTimeout(Duration.ofMillis(Long.parseLong(String.valueOf(timeoutMs))));
    }
    // Fewer would not be exactly-once.
    settings.remove("acks");
    settings.remove("enable.idempotence");
    settings.remove("client.id");
    settings.forEach(builder::property);
    return builder.build();
  }
}
