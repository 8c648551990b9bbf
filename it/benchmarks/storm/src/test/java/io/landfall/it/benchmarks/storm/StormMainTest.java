package io.landfall.it.benchmarks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a process each, as the main ends it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StormMainTest {

  private static final int RECORDS = 2_000;

  private static String run(String work) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                StormMain.class.getName(),
                "work=" + work,
                "records=" + RECORDS)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void countsEachWord() throws Exception {
    Map<String, Long> counts = new HashMap<>();
    long checksum = 0;
    for (int i = 0; i < RECORDS / Words.PER_SENTENCE; i++) {
      for (String word : Words.sentence(i).split(" ")) {
        checksum += Mix.of(word.hashCode(), counts.merge(word, 1L, Long::sum));
      }
    }
    assertThat(run("W1")).contains('"' + Long.toHexString(checksum) + '"');
  }

  @Test
  void passesEachEventThroughBothMaps() throws Exception {
    long checksum = 0;
    for (int i = 0; i < RECORDS; i++) {
      Event event = Events.next(Events.next(Events.shared(i)));
      checksum += Mix.of(event.key, event.value);
    }
    assertThat(run("W4")).contains('"' + Long.toHexString(checksum) + '"');
  }
}
