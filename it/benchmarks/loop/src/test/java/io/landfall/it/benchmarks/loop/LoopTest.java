package io.landfall.it.benchmarks.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Expected;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LoopTest {

  private static final int RECORDS = 20_000;

  @ParameterizedTest
  @CsvSource({"W1, 1", "W1, 2", "W2, 1", "W2, 2", "W3, 1", "W3, 2", "W4, 1", "W4, 2"})
  void computesWhatANaiveLoopDoes(Work work, int threads) throws Exception {
    RunSpec spec =
        RunSpec.parse(new String[] {"work=" + work, "records=" + RECORDS, "threads=" + threads});
    assertThat(Loop.run(spec).toString()).contains(Expected.results(work, RECORDS));
  }
}
