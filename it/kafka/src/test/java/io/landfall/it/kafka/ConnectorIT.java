package io.landfall.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.StreamEnvironment;
import io.landfall.api.function.OutputTag;
import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobStatus;
import io.landfall.api.option.JobOptions;
import io.landfall.api.time.WatermarkStrategy;
import io.landfall.kafka.serde.RecordDeserializer;
import io.landfall.kafka.serde.RecordFields;
import io.landfall.kafka.sink.Guarantee;
import io.landfall.kafka.sink.KafkaSink;
import io.landfall.kafka.source.KafkaSource;
import io.landfall.kafka.source.KafkaSourceBuilder;
import io.landfall.kafka.source.StartingOffsets;
import io.landfall.kafka.source.StoppingOffsets;
import io.landfall.kafka.source.UndecodablePolicy;
import io.landfall.kafka.source.UndecodableRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What source and sink can do besides surviving, with the engine in this process. */
@Timeout(120)
@ExtendWith(SharedCluster.class)
class ConnectorIT {

  /** What jobs of this process have brought out; functions are copied, so this is static. */
  private static final Queue<String> RESULTS = new ConcurrentLinkedQueue<>();

  private static Cluster cluster;

  @BeforeAll
  static void takeBroker(Cluster shared) {
    cluster = shared;
  }

  @BeforeEach
  void forget() {
    RESULTS.clear();
  }

  private static KafkaSourceBuilder<String> source() {
    return KafkaSource.<String>builder()
        .bootstrapServers(cluster.bootstrap())
        .stoppingOffsets(StoppingOffsets.latest())
        .deserializer(RecordDeserializer.strings());
  }

  private static StreamEnvironment environment() {
    return StreamEnvironment.create("it")
        .parallelism(2)
        .set(JobOptions.CHECKPOINT_INTERVAL, Duration.ofMillis(100));
  }

  private static List<String> read(KafkaSource<String> source) throws Exception {
    RESULTS.clear();
    StreamEnvironment env = environment();
    env.from(source).sink(value -> RESULTS.add(value));
    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
    return new ArrayList<>(RESULTS);
  }

  /** Record i to partition i modulo their number, with timestamp i * 1,000 ms. */
  private static void write(String topic, int partitions, String... values) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < values.length; i++) {
        producer.send(new ProducerRecord<>(topic, i % partitions, i * 1_000L, null, values[i]));
      }
    }
  }

  private static List<ConsumerRecord<String, String>> contentOf(String topic) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", cluster.bootstrap(), "isolation.level", "read_committed"),
            new StringDeserializer(),
            new StringDeserializer())) {
      Collection<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, String>> content = new ArrayList<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(Duration.ofMillis(100)).forEach(content::add);
      }
      return content;
    }
  }

  @Test
  void readsAllTopicsThatFitAPatternToTheirEndAndCommitsThat() throws Exception {
    String one = cluster.newTopic("pattern", 3);
    String two = cluster.newTopic("pattern", 1);
    cluster.newTopic("empty-pattern", 2);
    write(one, 3, "a", "b", "c", "d");
    write(two, 1, "e");
    KafkaSource<String> source =
        source().topicPattern(Pattern.compile("pattern-\\d+")).groupId("pattern-group").build();

    assertThat(read(source)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");

    try (Admin admin = cluster.admin()) {
      var committed =
          admin.listConsumerGroupOffsets("pattern-group").partitionsToOffsetAndMetadata().get();
      assertThat(committed.get(new TopicPartition(one, 0)).offset()).isEqualTo(2);
      assertThat(committed.get(new TopicPartition(two, 0)).offset()).isEqualTo(1);
    }
    write(two, 1, "f");
    KafkaSource<String> goingOn =
        source()
            .topics(one, two)
            .groupId("pattern-group")
            .startingOffsets(StartingOffsets.committed())
            .build();
    assertThat(read(goingOn)).containsExactly("f");
  }

  @Test
  void beginsAndEndsWhereItIsTold() throws Exception {
    String topic = cluster.newTopic("range", 2);
    write(topic, 2, "0", "1", "2", "3", "4", "5", "6", "7");
    assertThat(
            read(
                source()
                    .topics(topic)
                    .startingOffsets(StartingOffsets.timestamp(Instant.ofEpochMilli(3_000)))
                    .stoppingOffsets(StoppingOffsets.timestamp(Instant.ofEpochMilli(6_000)))
                    .build()))
        .containsExactlyInAnyOrder("3", "4", "5");
    TopicPartition first = new TopicPartition(topic, 0);
    assertThat(
            read(
                source()
                    .partitions(List.of(first))
                    .startingOffsets(StartingOffsets.offsets(Map.of(first, 1L)))
                    .stoppingOffsets(StoppingOffsets.offsets(Map.of(first, 3L)))
                    .build()))
        .containsExactly("2", "4");
    assertThat(read(source().topics(topic).startingOffsets(StartingOffsets.latest()).build()))
        .isEmpty();
  }

  @Test
  void endsBehindTransactionsOfWhichNothingIsVisible() throws Exception {
    String topic = cluster.newTopic("aborted", 1);
    write(topic, 1, "visible");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap(), "transactional.id", "aborting"),
            new StringSerializer(),
            new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "invisible"));
      producer.flush();
      producer.abortTransaction();
    }
    assertThat(read(source().topics(topic).build())).containsExactly("visible");
  }

  @Test
  void handsUndecodableRecordsToASideOutput() throws Exception {
    String topic = cluster.newTopic("side", 1);
    write(topic, 1, "four", "wrong!", "five");
    OutputTag<UndecodableRecord> wrong = new OutputTag<>("wrong");
    StreamEnvironment env = environment();
    var numbers =
        env.from(
            KafkaSource.<Integer>builder()
                .bootstrapServers(cluster.bootstrap())
                .topics(topic)
                .stoppingOffsets(StoppingOffsets.latest())
                .deserializer(RecordDeserializer.value(IntegerDeserializer::new))
                .undecodable(UndecodablePolicy.sideOutput(wrong))
                .build());
    numbers.map(number -> "number").sink(value -> RESULTS.add(value));
    numbers
        .sideOutput(wrong)
        .map(each -> each.offset() + " " + new String(each.value(), StandardCharsets.UTF_8))
        .sink(value -> RESULTS.add(value));
    assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
    assertThat(RESULTS).containsExactlyInAnyOrder("number", "1 wrong!", "number");
  }

  @Test
  void writesUndecodableRecordsToADeadLetterTopic() throws Exception {
    String topic = cluster.newTopic("letters", 1);
    String dead = cluster.newTopic("dead", 1);
    write(topic, 1, "1", "x", "2");
    KafkaSource<String> source =
        source()
            .topics(topic)
            .deserializer(
                record -> {
                  String text = new String(record.value(), StandardCharsets.UTF_8);
                  return Integer.parseInt(text) + "!";
                })
            .undecodable(UndecodablePolicy.deadLetterTopic(dead))
            .build();
    assertThat(read(source)).containsExactly("1!", "2!");
    ConsumerRecord<String, String> letter = contentOf(dead).get(0);
    assertThat(letter.value()).isEqualTo("x");
    assertThat(new String(letter.headers().lastHeader("landfall.origin.topic").value()))
        .isEqualTo(topic);
    assertThat(new String(letter.headers().lastHeader("landfall.error").value()))
        .contains("NumberFormatException");
  }

  @Test
  void failsNamingTheRecordUnlessToldOtherwise() throws Exception {
    String topic = cluster.newTopic("poison", 1);
    write(topic, 1, "1", "x");
    StreamEnvironment env = environment().set(JobOptions.RESTART, JobOptions.Restart.NONE);
    env.from(
            source()
                .topics(topic)
                .deserializer(record -> Integer.toString(record.value()[1]))
                .build())
        .sink(value -> RESULTS.add(value));
    JobHandle job = env.executeAsync();
    assertThat(job.termination().get()).isEqualTo(JobStatus.FAILED);
    assertThat(job.lastFailure())
        .hasStackTraceContaining("cannot decode the record at " + topic + "-0, offset 0");
  }

  @Test
  void writesAtLeastOnceAndWithoutGuaranteeToTheTopicThatAValueNames() throws Exception {
    for (Guarantee guarantee : List.of(Guarantee.NONE, Guarantee.AT_LEAST_ONCE)) {
      String even = cluster.newTopic("even", 1);
      String odd = cluster.newTopic("odd", 3);
      StreamEnvironment env = environment();
      env.generate(1_000, i -> i)
          .sinkTo(
              KafkaSink.<Long>builder()
                  .bootstrapServers(cluster.bootstrap())
                  .guarantee(guarantee)
                  .record(
                      RecordFields.<Long>toTopicOf(i -> i % 2 == 0 ? even : odd)
                          .stringKey(i -> "k" + i)
                          .stringValue(i -> "v" + i))
                  .build());
      assertThat(env.execute()).isEqualTo(JobStatus.FINISHED);
      assertThat(contentOf(even)).hasSize(500);
      assertThat(contentOf(odd))
          .hasSize(500)
          .allMatch(each -> each.key().substring(1).equals(each.value().substring(1)));
    }
  }

  /** Records a second of event time apart. */
  private static void write(String topic, int partition, int first, int count, String prefix) {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.bootstrap()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = first; i < first + count; i++) {
        producer.send(new ProducerRecord<>(topic, partition, i * 1_000L, null, prefix + i));
      }
    }
  }

  @Test
  void holdsBackAPartitionWhoseTimeRunsAheadOfAnothers() throws Exception {
    String topic = cluster.newTopic("aligned", 2);
    int fast = 3_000;
    write(topic, 0, 0, fast, "fast-");
    write(topic, 1, 0, 1, "slow-");
    KafkaSource<String> source =
        KafkaSource.<String>builder()
            .bootstrapServers(cluster.bootstrap())
            .topics(topic)
            .property("max.poll.records", 10)
            .deserializer(RecordDeserializer.strings())
            .build();
    StreamEnvironment env = environment().parallelism(1);
    env.from(
            source,
            WatermarkStrategy.<String>monotonous().withAlignment("all", Duration.ofSeconds(10)))
        .sink(value -> RESULTS.add(value));
    JobHandle job = env.executeAsync();
    try {
      while (RESULTS.size() < 12) {
        assertThat(job.status()).isIn(JobStatus.STARTING, JobStatus.RUNNING);
      }
      write(topic, 1, fast, 1, "slow-");
      while (RESULTS.size() < fast + 2) {
        assertThat(job.status()).isIn(JobStatus.STARTING, JobStatus.RUNNING);
      }
    } finally {
      job.stop();
      job.await();
    }
    List<String> inOrder = new ArrayList<>(RESULTS);
    assertThat(inOrder.indexOf("slow-" + fast))
        .as("records that came before the slow partition went on")
        .isBetween(11, 11 + 64 + 5 * 10 + 2);
  }

  @Test
  void showsReadersWhatIsCommittedNoLaterThanACheckpointAfterwards() throws Exception {
    String topic = cluster.newTopic("prompt", 1);
    StreamEnvironment env = environment();
    env.generate(Long.MAX_VALUE, 200, i -> i)
        .parallelism(1)
        .sinkTo(
            KafkaSink.<Long>builder()
                .bootstrapServers(cluster.bootstrap())
                .record(RecordFields.<Long>to(topic).stringValue(i -> "v" + i))
                .build());
    JobHandle job = env.executeAsync();
    try {
      long checkpoint = job.checkpoint().get();
      long next = job.checkpoint().get();
      assertThat(next).isGreaterThan(checkpoint);
      while (contentOf(topic).isEmpty()) {
        assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
      }
      assertThat(job.metrics().keySet())
          .anyMatch(name -> name.endsWith("transactions-committed"))
          .anyMatch(name -> name.endsWith("open-transaction-ms"));
    } finally {
      job.stop();
      job.await();
    }
    assertThat(cluster.transactions())
        .noneMatch(each -> each.state() == org.apache.kafka.clients.admin.TransactionState.ONGOING);
  }
}
