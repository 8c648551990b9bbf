package io.landfall.it.storm.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Guards the run of Storm's tests itself: that none of them is left out unnoticed. */
class PublishedTestsIT {

  @Test
  void everyPublishedTestThatDrivesATopologyPassed() throws Exception {
    try (InputStream names = getClass().getResourceAsStream("/published-tests.txt")) {
      assertThat(PassedTests.in(Path.of("target")))
          .containsExactlyInAnyOrder(
              new String(names.readAllBytes(), StandardCharsets.UTF_8).split("\n"));
    }
  }
}
