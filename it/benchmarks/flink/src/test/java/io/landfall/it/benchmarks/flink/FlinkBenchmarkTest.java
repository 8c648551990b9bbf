package io.landfall.it.benchmarks.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Words;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlinkBenchmarkTest {

  private static final int RECORDS = 2_000;

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
    RunSpec spec = RunSpec.parse(new String[] {"work=" + work, "records=" + RECORDS});
    assertThat(FlinkBenchmark.run(spec).toString())
        .contains("\"outputs\": " + RECORDS + ',')
        .contains("\"checksum\": \"" + Long.toHexString(checksum) + '"');
  }
}
