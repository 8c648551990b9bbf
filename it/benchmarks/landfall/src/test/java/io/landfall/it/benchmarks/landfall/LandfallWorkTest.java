package io.landfall.it.benchmarks.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Expected;
import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class LandfallWorkTest {

  private static final int RECORDS = 20_000;

  private static String run(String... arguments) throws Exception {
    return LandfallWork.run(RunSpec.parse(arguments)).toString();
  }

  @ParameterizedTest
  @EnumSource(names = {"W1", "W4"})
  void computesWhatANaiveLoopDoes(Work work) throws Exception {
    assertThat(run("work=" + work, "records=" + RECORDS, "checkpoint=20"))
        .contains(Expected.results(work, RECORDS));
  }

  @Test
  void recoversFromTheFailureThatTheWorkIsAbout() throws Exception {
    assertThat(run("work=W8", "records=200000", "keys=1000", "failAt=20000", "checkpoint=20"))
        .contains("recoveryMs");
  }
}
