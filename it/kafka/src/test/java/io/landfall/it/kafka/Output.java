package io.landfall.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What has been committed to the output so far, read on and on. One thread. */
final class Output implements AutoCloseable {

  private final KafkaConsumer<String, String> consumer;
  private final String topic;
  private final BitSet seen = new BitSet();
  private final List<String> doubled = new ArrayList<>();

  /** Of each key, the counts that came for it. */
  private final Map<String, BitSet> counts = new HashMap<>();

  private long records;

  Output(String bootstrap, String topic) {
    this.topic = topic;
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo each : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, each.partition()));
    }
    consumer.assign(partitions);
  }

  /** Different numbers that are committed so far. */
  int numbersSeen() {
    readToEnd();
    return seen.cardinality();
  }

  /** Those, ascending. */
  List<Integer> numbers() {
    readToEnd();
    return seen.stream().boxed().toList();
  }

  private void readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long deadlineNs = System.nanoTime() + JobProcess.LONGEST.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      assertThat(System.nanoTime() - deadlineNs)
          .as("time left to read up to %s", ends)
          .isNegative();
      readFor(Duration.ofMillis(100));
    }
  }

  private void readFor(Duration time) {
    for (ConsumerRecord<String, String> each : consumer.poll(time)) {
      String[] parts = each.value().split(",");
      int number = Integer.parseInt(parts[0]);
      int count = Integer.parseInt(parts[1]);
      assertThat(each.key()).isEqualTo(Feeder.keyOf(number));
      records++;
      if (seen.get(number)) {
        doubled.add(each.key() + " " + each.value() + " at offset " + each.offset());
      }
      seen.set(number);
      counts.computeIfAbsent(each.key(), key -> new BitSet()).set(count);
    }
  }

  /** Reads to the end of what is committed, and asserts that it is each number once. */
  void assertExactly(long numbers) {
    readToEnd();
    assertThat(doubled).as("numbers that came twice to %s", topic).isEmpty();
    BitSet all = new BitSet();
    all.set(0, (int) numbers);
    all.andNot(seen);
    assertThat(all.stream().limit(10).boxed().collect(Collectors.toList()))
        .as("numbers that are missing in %s, which has %d records", topic, records)
        .isEmpty();
    assertThat(records).isEqualTo(numbers);
    counts.forEach(
        (key, ofKey) ->
            assertThat(ofKey.nextClearBit(1) - 1)
                .as("counts of %s, from 1 without a gap", key)
                .isEqualTo(ofKey.cardinality()));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
