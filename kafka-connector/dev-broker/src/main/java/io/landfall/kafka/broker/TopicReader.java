package io.landfall.kafka.broker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints what is committed to a topic, a record a line: key, tab, value. Arguments: the broker's
 * address, the topic, how many records to print at most (0 for all that ever come).
 */
public final class TopicReader {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int CONNECT_MS = 10_000;
  private static final int USER_MISTAKE = 2;

  public static void main(String[] arguments) {
    String bootstrap = arguments[0];
    String topic = arguments[1];
    long most = Long.parseLong(arguments[2]);
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "allow.auto.create.topics",
                false,
                "default.api.timeout.ms",
                CONNECT_MS),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<PartitionInfo> partitions = consumer.partitionsFor(topic);
      if (partitions.isEmpty()) {
        refuse("topic '" + topic + "' does not exist at " + bootstrap);
      }
      consumer.assign(
          partitions.stream().map(each -> new TopicPartition(topic, each.partition())).toList());
      print(consumer, most);
    } catch (TimeoutException e) {
      refuse("no answer from Kafka at " + bootstrap + " within " + CONNECT_MS + " ms");
    }
  }

  private static void print(KafkaConsumer<String, String> consumer, long most) {
    for (long printed = 0; most == 0 || printed < most; ) {
      for (ConsumerRecord<String, String> each : consumer.poll(POLL)) {
        System.out.println(each.key() + "\t" + each.value());
        if (++printed == most) {
          return;
        }
      }
    }
  }

  private static void refuse(String why) {
    System.err.println("landfall: " + why);
    System.exit(USER_MISTAKE);
  }

  private TopicReader() {}
}
