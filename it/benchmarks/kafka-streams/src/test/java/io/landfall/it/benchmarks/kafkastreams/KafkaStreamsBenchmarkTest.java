package io.landfall.it.benchmarks.kafkastreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Expected;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import io.landfall.kafka.broker.BrokerProcess;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KafkaStreamsBenchmarkTest {

  private static final int RECORDS = 2_000;
  @TempDir static Path folder;

  private static BrokerProcess broker;
  private static String bootstrap;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = BrokerProcess.start(System.getProperty("java.class.path"), folder, 0, Map.of());
    bootstrap = broker.bootstrap();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    broker.close();
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
