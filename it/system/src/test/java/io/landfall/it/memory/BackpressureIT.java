package io.landfall.it.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.LandfallProcess;
import io.landfall.it.process.TopologyJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackpressureIT {

  @TempDir private Path folder;

  /** 40,000 tuples of 4 KB are more than twice the heap: they must not all wait for the bolt. */
  @ParameterizedTest(name = "anchored: {0}")
  @ValueSource(strings = {"true", "false"})
  void staysWithinASmallHeapBehindASlowBolt(String anchored) throws Exception {
    try (LandfallProcess run =
        LandfallProcess.start(
            folder,
            List.of("-Xmx64m", "-XX:+ExitOnOutOfMemoryError"),
            List.of(
                "storm",
                "jar",
                "--until-idle",
                "1s",
                TopologyJar.get().toString(),
                "acme.SlowBolt",
                "40000",
                "4096",
                anchored))) {
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).startsWith("seen 40000, characters ");
    }
  }
}
