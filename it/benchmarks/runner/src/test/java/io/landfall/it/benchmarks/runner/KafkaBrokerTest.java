package io.landfall.it.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KafkaBrokerTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @Test
  void tellsWhereItIsAndStopsWhenItsInputEnds() throws Exception {
    try (KafkaBroker broker =
        KafkaBroker.start(new Children(), FakeSystem.FakeBroker.launch(), Path.of(""), JAVA)) {
      assertThat(broker.bootstrap()).isEqualTo("localhost:1234");
    }
  }

  @Test
  void saysWhyItDoesNotStart() {
    // Its arguments are missing, which it says on standard error.
    assertThatThrownBy(
            () -> KafkaBroker.start(new Children(), FakeSystem.launch(), Path.of(""), JAVA))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the Kafka broker does not start:")
        .hasMessageContaining("no work=");
  }
}
