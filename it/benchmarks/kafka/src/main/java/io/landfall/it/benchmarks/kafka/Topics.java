package io.landfall.it.benchmarks.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of one broker. Each call opens and closes its own client; any thread. */
public final class Topics {

  private final String bootstrap;

  public Topics(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** A new topic. */
  public void create(String topic, int partitions) throws InterruptedException {
    NewTopic created =
        new NewTopic(topic, partitions, (short) 1).configs(Map.of("retention.ms", "-1"));
    try (Admin admin = admin()) {
      admin.createTopics(List.of(created)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create topic " + topic, e.getCause());
    }
  }

  public boolean exists(String topic) throws InterruptedException {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get().contains(topic);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot list topics", e.getCause());
    }
  }

  /** How many records it has had, if none was written in a transaction. */
  public long records(String topic, int partitions) throws InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, partitions)
            .boxed()
            .collect(Collectors.toMap(p -> new TopicPartition(topic, p), p -> OffsetSpec.latest()));
    try (Admin admin = admin()) {
      return admin.listOffsets(ends).all().get().values().stream().mapToLong(o -> o.offset()).sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot ask for the end of " + topic, e.getCause());
    }
  }

  /** Writes records 0 to {@code records} - 1, and returns when the broker has them all. */
  public void fill(long records, LongFunction<ProducerRecord<byte[], byte[]>> maker) {
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer = producer(5)) {
      for (long i = 0; i < records && failure.get() == null; i++) {
        producer.send(
            maker.apply(i),
            (sent, failed) -> {
              if (failed != null) {
                failure.set(failed);
              }
            });
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("cannot fill a topic", failure.get());
    }
  }

  /**
   * A producer for input.
   *
   * @param lingerMs for how long it waits for more records to send together
   */
  public KafkaProducer<byte[], byte[]> producer(int lingerMs) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", bootstrap, "linger.ms", lingerMs, "batch.size", 128 * 1024),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** As Kafka's own serializer of longs writes it. */
  public static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrap));
  }
}
