package io.landfall.it.benchmarks.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Words;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LandfallWorkTest {

  private static String run(String... arguments) throws Exception {
    return LandfallWork.run(RunSpec.parse(arguments)).toString();
  }

  private static String checksum(long sum) {
    return "\"checksum\": \"" + Long.toHexString(sum) + '"';
  }

  @Test
  void countsWordsAsANaiveLoopDoes() throws Exception {
    Map<String, Long> counts = new HashMap<>();
    long sum = 0;
    for (int i = 0; i < 2_000; i++) {
      for (String word : Words.sentence(i).split(" ")) {
        sum += Mix.of(word.hashCode(), counts.merge(word, 1L, Long::sum));
      }
    }
    assertThat(run("work=W1", "records=20000", "checkpoint=20")).contains(checksum(sum));
  }

  @Test
  void shufflesAsANaiveLoopDoes() throws Exception {
    long sum = 0;
    for (int i = 0; i < 20_000; i++) {
      Event event = Events.next(Events.next(Events.shared(i)));
      sum += Mix.of(event.key, event.value);
    }
    assertThat(run("work=W4", "records=20000", "checkpoint=20")).contains(checksum(sum));
  }

  @Test
  void recoversFromTheFailureThatTheWorkIsAbout() throws Exception {
    assertThat(run("work=W8", "records=200000", "keys=1000", "failAt=20000", "checkpoint=20"))
        .contains("recoveryMs");
  }
}
