package io.landfall.it.benchmarks.jet;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.Hazelcast;
import io.landfall.it.benchmarks.kafka.KafkaWork;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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

@Timeout(120)
class KafkaPipelineIT {

  /** So many that some keys come more than once, for which a tenth of the keys is enough. */
  private static final int RECORDS = 20_000;

  private static final String INPUT = "input";
  private static final String READY = "BOOTSTRAP ";

  private static Process broker;
  private static String bootstrap;

  /** On the class path that its own module was packaged with. */
  @BeforeAll
  static void startBroker() throws IOException {
    Path target = Path.of("..", "broker", "target");
    broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                target.resolve("classes")
                    + File.pathSeparator
                    + Files.readString(target.resolve("classpath.txt")).strip(),
                "io.landfall.it.benchmarks.broker.Broker")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader said = broker.inputReader();
    String line = said.readLine();
    while (line != null && !line.startsWith(READY)) {
      line = said.readLine();
    }
    assertThat(line).as("what the broker says when it is ready").isNotNull();
    bootstrap = line.substring(READY.length());
  }

  /** The member first, whose job goes on; the broker stops when its input ends. */
  @AfterAll
  static void stopBroker() throws Exception {
    Hazelcast.shutdownAll();
    broker.outputWriter().close();
    assertThat(broker.waitFor()).isZero();
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
