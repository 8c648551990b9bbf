package io.landfall.it.benchmarks.kafkastreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.broker.Broker;
import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Words;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaStreamsBenchmarkTest {

  private static final int RECORDS = 2_000;
  private static final String READY = "BOOTSTRAP ";

  private static Process broker;
  private static String bootstrap;

  @BeforeAll
  static void startBroker() throws IOException {
    broker =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Broker.class.getName())
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

  /** It stops when its input ends. */
  @AfterAll
  static void stopBroker() throws Exception {
    broker.outputWriter().close();
    assertThat(broker.waitFor()).isZero();
  }

  @Test
  void countsWords() throws Exception {
    long checksum = 0;
    Map<String, Long> counts = new HashMap<>();
    for (int i = 0; i < RECORDS / Words.PER_SENTENCE; i++) {
      for (String word : Words.sentence(i).split(" ")) {
        checksum += Mix.of(word.hashCode(), counts.merge(word, 1L, Long::sum));
      }
    }
    assertChecksum("W1", checksum);
  }

  @Test
  void passesAllEventsThroughShuffles() throws Exception {
    long checksum = 0;
    for (int i = 0; i < RECORDS; i++) {
      Event event = Events.next(Events.next(Events.shared(i)));
      checksum += Mix.of(event.key, event.value);
    }
    assertChecksum("W4", checksum);
  }

  private static void assertChecksum(String work, long checksum) throws Exception {
    RunSpec spec =
        RunSpec.parse(
            new String[] {
              "work=" + work, "records=" + RECORDS, "checkpoint=100", "bootstrap=" + bootstrap
            });
    assertThat(KafkaStreamsBenchmark.run(spec).toString())
        .contains("\"outputs\": " + RECORDS + ',')
        .contains("\"checksum\": \"" + Long.toHexString(checksum) + '"');
  }
}
