package io.landfall.it.kafka;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes the numbers from 0 on to a topic, at a rate, each once, until it is told to stop: by an
 * idempotent producer that outlasts a broker's absence. Its key follows from the number.
 */
final class Feeder implements AutoCloseable {

  private static final int KEYS = 37;
  private static final int BURST = 20;

  private final String bootstrap;
  private final String topic;
  private final long burstNs;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final Thread thread = new Thread(this::feed, "feeder");
  private volatile boolean closed;

  private Feeder(String bootstrap, String topic, long perSecond) {
    this.bootstrap = bootstrap;
    this.topic = topic;
    this.burstNs = 1_000_000_000L * BURST / perSecond;
  }

  static Feeder start(String bootstrap, String topic, long perSecond) {
    Feeder feeder = new Feeder(bootstrap, topic, perSecond);
    feeder.thread.setDaemon(true);
    feeder.thread.start();
    return feeder;
  }

  /** These numbers, in order, to one partition. */
  static void write(String bootstrap, TopicPartition partition, String... numbers) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new StringSerializer())) {
      for (String number : numbers) {
        producer.send(
            new ProducerRecord<>(
                partition.topic(), partition.partition(), keyOf(Long.parseLong(number)), number));
      }
    }
  }

  static String keyOf(long number) {
    return "key-" + number % KEYS;
  }

  /** Fails the test if the input could not be written. */
  void check() {
    if (failure.get() != null) {
      throw new AssertionError("the input could not be written", failure.get());
    }
  }

  /** Ends the input; how many numbers it has. */
  long finish() throws InterruptedException {
    closed = true;
    thread.join();
    check();
    return acknowledged.get();
  }

  private void feed() {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "delivery.timeout.ms",
                300_000,
                "linger.ms",
                20,
                "max.block.ms",
                300_000,
                // In a partition that is being made, a second batch may arrive before the first.
                "max.in.flight.requests.per.connection",
                1,
                // New partitions are to be seen soon.
                "metadata.max.age.ms",
                500),
            new StringSerializer(),
            new StringSerializer())) {
      long dueNs = System.nanoTime();
      for (long number = 0; !closed; number++) {
        if (number % BURST == 0) {
          dueNs += burstNs;
          LockSupport.parkNanos(dueNs - System.nanoTime());
        }
        producer.send(
            new ProducerRecord<>(topic, keyOf(number), Long.toString(number)),
            (sent, failed) -> {
              if (failed != null) {
                failure.compareAndSet(null, failed);
              } else {
                acknowledged.incrementAndGet();
              }
            });
      }
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.interrupt();
    thread.join();
  }
}
