package io.landfall.it.benchmarks.storm;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Expected;
import io.landfall.it.benchmarks.workload.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In a process each, as the main ends it. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class StormMainTest {

  private static final int RECORDS = 2_000;

  private static String run(Work work) throws IOException {
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

  @ParameterizedTest
  @EnumSource(names = {"W1", "W2", "W4"})
  void computesWhatANaiveLoopDoes(Work work) throws Exception {
    assertThat(run(work)).contains(Expected.results(work, RECORDS));
  }
}
