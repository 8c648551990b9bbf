package io.landfall.it.benchmarks.jet;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.kafka.broker.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.LongDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaPipelineIT {

  /** So many that some keys come more than once, for which a tenth of the keys is enough. */
  private static final int RECORDS = 20_000;

  private static final String INPUT = "input";
  @TempDir static Path folder;

  private static BrokerProcess broker;
  private static String bootstrap;

  /** On a class path of its own: it has other clients. */
  @BeforeAll
  static void startBroker() throws Exception {
    String classPath = Path.of("../../../kafka-connector/dev-broker/target/dist") + "/*";
    broker = BrokerProcess.start(classPath, folder, 0, Map.of());
    bootstrap = broker.bootstrap();
  }

  /** The member first, whose job goes on. */
  @AfterAll
  static void stopBroker() throws Exception {
    Hazelcast.shutdownAll();
    broker.close();
  }

  @Test
  void commitsWhatANaiveLoopCounts() throws Exception {
    RunSpec spec =
        RunSpec.parse(
            new String[] {
              "work=W5",
              "records=" + RECORDS,
              "checkpoint=100",
              "bootstrap=" + bootstrap,
              "input=" + INPUT
            });
    String report = JetMain.run(spec).toString();
    assertThat(report)
        .contains("\"outputs\": " + RECORDS)
        .contains("\"checksum\": \"" + Long.toHexString(checksumOfInput()) + '"');
  }

  private static long checksumOfInput() {
    Map<Long, Long> counts = new HashMap<>();
    long checksum = 0;
    try (KafkaConsumer<Long, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new LongDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, KafkaWork.PARTITIONS)
              .mapToObj(partition -> new TopicPartition(INPUT, partition))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      for (int read = 0; read < RECORDS; ) {
        for (ConsumerRecord<Long, byte[]> taken : consumer.poll(Duration.ofSeconds(1))) {
          checksum += Mix.of(taken.key(), counts.merge(taken.key(), 1L, Long::sum));
          read++;
        }
      }
    }
    return checksum;
  }
}
