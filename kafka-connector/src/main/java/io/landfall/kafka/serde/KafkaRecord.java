package io.landfall.kafka.serde;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/**
 * A record with all that Kafka knows of it. A value: can be state.
 *
 * @param timestampMs -1 if the topic keeps none
 * @param key null if it has none
 * @param value null for a tombstone
 */
public record KafkaRecord<K, V>(
    String topic,
    int partition,
    long offset,
    long timestampMs,
    List<Header> headers,
    K key,
    V value) {

  /** The last header of that name, or null. */
  public byte[] header(String name) {
    for (int i = headers.size() - 1; i >= 0; i--) {
      if (headers.get(i).name().equals(name)) {
        return headers.get(i).value();
      }
    }
    return null;
  }

  /**
   * @param value may be null
   */
  public record Header(String name, byte[] value) implements Serializable {

    static List<Header> of(Headers headers) {
      org.apache.kafka.common.header.Header[] all = headers.toArray();
      if (all.length == 0) {
        return List.of();
      }
      List<Header> copy = new ArrayList<>(all.length);
      for (org.apache.kafka.common.header.Header each : all) {
        copy.add(new Header(each.key(), each.value()));
      }
      return copy;
    }
  }
}
