package io.landfall.it.storm.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Guards the run of Storm's tests itself: that none of them is left out unnoticed. */
class PublishedTestsIT {

  @Test
  void everyPublishedTestThatDrivesATopologyPassed() throws Exception {
    assertThat(PassedTests.in(Path.of("target"), PassedTests.AT_LEAST_ONCE))
        .containsExactlyInAnyOrder(names("/published-tests.txt"));
  }

  @Test
  void everyOnePassedExactlyOnceToo() throws Exception {
    assertThat(PassedTests.in(Path.of("target"), PassedTests.EXACTLY_ONCE))
        .containsExactlyInAnyOrder(names("/published-tests.txt"));
  }

  private String[] names(String resource) throws IOException {
    try (InputStream names = getClass().getResourceAsStream(resource)) {
      return new String(names.readAllBytes(), StandardCharsets.UTF_8).split("\n");
    }
  }
}
