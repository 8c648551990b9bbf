package io.landfall.it.benchmarks.jet;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Expected;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class JetMainTest {

  private static final int RECORDS = 2_000;

  @ParameterizedTest
  @EnumSource(names = {"W1", "W2", "W4"})
  void computesWhatANaiveLoopDoes(Work work) throws Exception {
    RunSpec spec = RunSpec.parse(new String[] {"work=" + work, "records=" + RECORDS});
    assertThat(JetMain.run(spec).toString()).contains(Expected.results(work, RECORDS));
  }
}
