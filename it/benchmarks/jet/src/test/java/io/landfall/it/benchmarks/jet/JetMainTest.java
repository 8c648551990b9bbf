package io.landfall.it.benchmarks.jet;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Words;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JetMainTest {

  private static final int RECORDS = 2_000;

  private static String run(String work) throws InterruptedException {
    RunSpec spec = RunSpec.parse(new String[] {"work=" + work, "records=" + RECORDS});
    return JetMain.run(spec, Pipelines.of(spec).orElseThrow()).toString();
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
