package io.landfall.it.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.WindowSum;
import io.landfall.it.benchmarks.workload.Words;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoopTest {

  private static String run(String work, long records, int threads) throws Exception {
    RunSpec spec =
        RunSpec.parse(new String[] {"work=" + work, "records=" + records, "threads=" + threads});
    return Loop.run(spec, Loop.threadsOf(spec)).toString();
  }

  private static String checksum(long sum) {
    return "\"checksum\": \"" + Long.toHexString(sum) + '"';
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void countsWordsAsANaiveLoopDoes(int threads) throws Exception {
    Map<String, Long> counts = new HashMap<>();
    long sum = 0;
    for (int i = 0; i < 2_000; i++) {
      for (String word : Words.sentence(i).split(" ")) {
        sum += Mix.of(word.hashCode(), counts.merge(word, 1L, Long::sum));
      }
    }
    assertThat(run("W1", 20_000, threads)).contains(checksum(sum));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shufflesAsANaiveLoopDoes(int threads) throws Exception {
    long sum = 0;
    for (int i = 0; i < 20_000; i++) {
      Event event = Events.next(Events.next(Events.shared(i)));
      sum += Mix.of(event.key, event.value);
    }
    assertThat(run("W4", 20_000, threads)).contains(checksum(sum));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sumsWindowsAsANaiveLoopDoes(int threads) throws Exception {
    record Window(long key, long startMs) {}
    Map<Window, WindowSum> sums = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      Event event = Events.windowed(i);
      Window window = new Window(event.key, event.time / 1_000 * 1_000);
      WindowSum sum = sums.computeIfAbsent(window, w -> new WindowSum(w.key(), w.startMs(), 0, 0));
      sum.sum += event.value;
      sum.count++;
    }
    long checksum = sums.values().stream().mapToLong(WindowSum::part).sum();
    assertThat(run("W2", 20_000, threads)).contains(checksum(checksum));
  }
}
