package io.landfall.it.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.benchmarks.workload.Work;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptTest {

  /** A bench with a system that hangs. */
  public static final class HangingBench {

    private HangingBench() {}

    public static void main(String[] args) {
      Entry entry = new Entry(Work.W1, FakeSystem.variant("fake", "does=hangs"), 1_000);
      Bench bench =
          new Bench(
              new Catalogue(List.of(entry)),
              FakeSystem.FakeBroker.launch(),
              Map.of(),
              System.out,
              System.err);
      System.exit(bench.execute());
    }
  }

  @Test
  void killsWhatRunsAndGoesOnWithNothing() throws Exception {
    Process bench =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                HangingBench.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (bench.children().findAny().isEmpty() && System.nanoTime() < deadlineNs) {
        Thread.sleep(10);
      }
      List<ProcessHandle> children = bench.children().toList();
      assertThat(children).hasSize(1);

      // SIGTERM, which runs the same as SIGINT does.
      bench.toHandle().destroy();

      assertThat(bench.waitFor(60, TimeUnit.SECONDS)).isTrue();
      children.get(0).onExit().get(60, TimeUnit.SECONDS);
      assertThat(new String(bench.getInputStream().readAllBytes())).isEmpty();
    } finally {
      bench.descendants().forEach(ProcessHandle::destroyForcibly);
      bench.destroyForcibly();
    }
  }
}
