package io.landfall.kafka.serde;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;

/**
 * A {@link RecordSerializer} put together from its parts. Immutable: each method returns another
 * one.
 *
 * <pre>{@code
 * RecordFields.<Total>to("totals")
 *     .key(total -> total.customer().getBytes(UTF_8))
 *     .value(JsonRecords.bytes())
 *     .header("version", total -> new byte[] {1})
 * }</pre>
 */
public final class RecordFields<T> implements RecordSerializer<T> {

  /** Makes one part of a record; may give null. Shared by all threads unless it is a supplier's. */
  @FunctionalInterface
  public interface Bytes<T> {
    byte[] of(T value) throws Exception;
  }

  /** Puts headers into a record. */
  @FunctionalInterface
  public interface HeaderWriter<T> {
    void write(T value, Headers headers) throws Exception;
  }

  /** Makes a part for each thread that writes. */
  private interface Part<T> {
    Bytes<T> forThread(String topicOrNull);
  }

  private final String topic;
  private final Function<? super T, String> topicOf;
  private final Part<T> key;
  private final Part<T> value;
  private final HeaderWriter<T> headers;
  private final ToIntFunction<? super T> partition;
  private final boolean withTimestamps;
  private final Bytes<T> ownKey;
  private final Bytes<T> ownValue;

  private RecordFields(
      String topic,
      Function<? super T, String> topicOf,
      Part<T> key,
      Part<T> value,
      HeaderWriter<T> headers,
      ToIntFunction<? super T> partition,
      boolean withTimestamps) {
    this.topic = topic;
    this.topicOf = topicOf;
    this.key = key;
    this.value = value;
    this.headers = headers;
    this.partition = partition;
    this.withTimestamps = withTimestamps;
    this.ownKey = key == null ? null : key.forThread(topic);
    this.ownValue = value == null ? null : value.forThread(topic);
  }

  /** All to one topic; without a value until one is given. */
  public static <T> RecordFields<T> to(String topic) {
    Objects.requireNonNull(topic, "topic");
    return new RecordFields<>(topic, value -> topic, null, null, null, null, true);
  }

  /** To the topic that {@code topicOf} names. */
  public static <T> RecordFields<T> toTopicOf(Function<? super T, String> topicOf) {
    return new RecordFields<>(null, topicOf, null, null, null, null, true);
  }

  public RecordFields<T> key(Bytes<? super T> bytes) {
    return copy(t -> bytes::of, value, headers, partition, withTimestamps);
  }

  /** The key as UTF-8. */
  public RecordFields<T> stringKey(Function<? super T, String> keyOf) {
    return key(value -> utf8(keyOf.apply(value)));
  }

  /** The key by one of Kafka's serializers. */
  public <K> RecordFields<T> key(
      Function<? super T, ? extends K> keyOf, Supplier<? extends Serializer<K>> serializer) {
    return copy(part(keyOf, serializer, Map.of(), true), value, headers, partition, withTimestamps);
  }

  public RecordFields<T> value(Bytes<? super T> bytes) {
    return copy(key, t -> bytes::of, headers, partition, withTimestamps);
  }

  /** The value as UTF-8. */
  public RecordFields<T> stringValue(Function<? super T, String> valueOf) {
    return value(value -> utf8(valueOf.apply(value)));
  }

  /** The value by one of Kafka's serializers. */
  public <V> RecordFields<T> value(
      Function<? super T, ? extends V> valueOf, Supplier<? extends Serializer<V>> serializer) {
    return value(valueOf, serializer, Map.of());
  }

  /**
   * @param settings what the serializer is configured with, such as the address of a registry
   */
  public <V> RecordFields<T> value(
      Function<? super T, ? extends V> valueOf,
      Supplier<? extends Serializer<V>> serializer,
      Map<String, ?> settings) {
    Part<T> made = part(valueOf, serializer, settings, false);
    return copy(key, made, headers, partition, withTimestamps);
  }

  public RecordFields<T> headers(HeaderWriter<T> writer) {
    HeaderWriter<T> before = headers;
    HeaderWriter<T> both =
        before == null
            ? writer
            : (record, to) -> {
              before.write(record, to);
              writer.write(record, to);
            };
    return copy(key, value, both, partition, withTimestamps);
  }

  public RecordFields<T> header(String name, Bytes<? super T> bytes) {
    return headers((record, to) -> to.add(name, bytes.of(record)));
  }

  /** Chooses the partition, instead of Kafka by the key. */
  public RecordFields<T> partition(ToIntFunction<? super T> partitionOf) {
    return copy(key, value, headers, partitionOf, withTimestamps);
  }

  /** Lets Kafka stamp records with the time of writing, instead of their event time. */
  public RecordFields<T> withoutTimestamps() {
    return copy(key, value, headers, partition, false);
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(T record, long timestampMs) throws Exception {
    Headers written = null;
    if (headers != null) {
      written = new RecordHeaders();
      headers.write(record, written);
    }
    return new ProducerRecord<>(
        topicOf.apply(record),
        partition == null ? null : (Integer) partition.applyAsInt(record),
        withTimestamps && timestampMs >= 0 ? (Long) timestampMs : null,
        ownKey == null ? null : ownKey.of(record),
        ownValue == null ? null : ownValue.of(record),
        written);
  }

  @Override
  public RecordSerializer<T> duplicate() {
    return copy(key, value, headers, partition, withTimestamps);
  }

  @Override
  public String fixedTopic() {
    return topic;
  }

  private RecordFields<T> copy(
      Part<T> newKey,
      Part<T> newValue,
      HeaderWriter<T> newHeaders,
      ToIntFunction<? super T> newPartition,
      boolean timestamps) {
    return new RecordFields<>(
        topic, topicOf, newKey, newValue, newHeaders, newPartition, timestamps);
  }

  private <P> Part<T> part(
      Function<? super T, ? extends P> partOf,
      Supplier<? extends Serializer<P>> supplier,
      Map<String, ?> settings,
      boolean isKey) {
    return fixed -> {
      Serializer<P> serializer = supplier.get();
      serializer.configure(settings, isKey);
      return record ->
          serializer.serialize(fixed != null ? fixed : topicOf.apply(record), partOf.apply(record));
    };
  }

  private static byte[] utf8(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }
}
