package io.landfall.kafka.broker;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes made-up orders as JSON, keyed by customer, at a rate: {@code
 * {"id":7,"customer":"c-031","cents":1999,"timeMs":1764137000000}}. What is in the n-th follows
 * from n, but for the time.
 */
final class SampleOrders {

  private static final int CUSTOMERS = 100;
  private static final int DEAREST_CENTS = 20_000;
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  static void start(String bootstrap, String topic, int perSecond) {
    Thread thread = new Thread(() -> write(bootstrap, topic, perSecond), "sample-orders");
    thread.setDaemon(true);
    thread.start();
  }

  private static void write(String bootstrap, String topic, int perSecond) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap),
            new StringSerializer(),
            new StringSerializer())) {
      long startNs = System.nanoTime();
      for (long id = 0; ; id++) {
        LockSupport.parkNanos(startNs + id * 1_000_000_000L / perSecond - System.nanoTime());
        String customer = customerOf(id);
        producer.send(
            new ProducerRecord<>(topic, customer, json(id, customer, System.currentTimeMillis())));
      }
    } catch (InterruptException endOfTheProcess) {
      Thread.currentThread().interrupt();
    }
  }

  static String customerOf(long id) {
    return String.format(Locale.ROOT, "c-%03d", (mixed(id) & 0x7fffffff) % CUSTOMERS);
  }

  static String json(long id, String customer, long timeMs) {
    long cents = 1 + (mixed(id) >>> 33) % DEAREST_CENTS;
    return "{\"id\":"
        + id
        + ",\"customer\":\""
        + customer
        + "\",\"cents\":"
        + cents
        + ",\"timeMs\":"
        + timeMs
        + "}";
  }

  private static long mixed(long id) {
    long mixed = (id + 1) * MULTIPLIER;
    return mixed ^ (mixed >>> 29);
  }

  private SampleOrders() {}
}
