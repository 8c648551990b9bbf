package io.landfall.it.benchmarks.kafkastreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.broker.Broker;
import io.landfall.it.benchmarks.workload.Expected;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  @ParameterizedTest
  @EnumSource(names = {"W1", "W4"})
  void computesWhatANaiveLoopDoes(Work work) throws Exception {
    RunSpec spec =
        RunSpec.parse(
            new String[] {
              "work=" + work, "records=" + RECORDS, "checkpoint=100", "bootstrap=" + bootstrap
            });
    assertThat(KafkaStreamsBenchmark.run(spec).toString())
        .contains(Expected.results(work, RECORDS));
  }
}
