package io.landfall.it.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.process.LandfallProcess;
import io.landfall.it.process.TopologyJar;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.storm.utils.DRPCClient;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlIT {

  private static final String FLUX =
      """
      name: "countdown"
      spouts:
        - id: "numbers"
          className: "acme.Countdown"
          constructorArgs: [5]
          parallelism: 1
      bolts:
        - id: "append"
          className: "acme.AppendBolt"
          constructorArgs: ["%s"]
          parallelism: 1
      streams:
        - from: "numbers"
          to: "append"
          grouping: {type: SHUFFLE}
      """;

  @TempDir private Path folder;

  @Test
  void runsATopologyThatAFileDescribes() throws Exception {
    Path written = folder.resolve("numbers");
    Path file = Files.writeString(folder.resolve("topology.yaml"), FLUX.formatted(written));
    try (LandfallProcess run =
        LandfallProcess.start(
            folder,
            "storm",
            "flux",
            "--until-idle",
            "1s",
            "--jar",
            TopologyJar.get().toString(),
            file.toString())) {
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    assertThat(Files.readAllLines(written)).containsExactly("5", "4", "3", "2", "1");
  }

  @Test
  void refusesAFluxFileThatIsNotThere() throws Exception {
    assertThat(command(2, "flux", "nowhere.yaml")).contains("no such file: nowhere.yaml");
  }

  @Test
  void listsDeactivatesRebalancesAndKillsATopologyOfAnotherProcess() throws Exception {
    String nimbus = "localhost:" + freePort();
    try (LandfallProcess run =
        LandfallProcess.start(
            folder,
            "storm",
            "jar",
            "--progress",
            "json",
            "--serve",
            nimbus.substring(nimbus.indexOf(':') + 1),
            TopologyJar.get().toString(),
            "acme.Sums",
            "1000000000",
            "sums")) {
      run.awaitErr("running", said -> said.contains("\"RUNNING\""));

      assertThat(command(0, "list", "--nimbus", nimbus)).containsPattern("sums +ACTIVE");
      command(0, "deactivate", "--nimbus", nimbus, "sums");
      assertThat(command(0, "list", "--nimbus", nimbus)).containsPattern("sums +INACTIVE");
      command(0, "activate", "--nimbus", nimbus, "sums");
      command(0, "rebalance", "--nimbus", nimbus, "-w", "0", "-e", "sums=1", "sums");
      assertThat(command(0, "list", "--nimbus", nimbus)).containsPattern("sums +ACTIVE +\\d+ +2 ");
      assertThat(command(2, "kill", "--nimbus", nimbus, "nobody"))
          .contains("no topology 'nobody' runs at " + nimbus);
      command(0, "kill", "--nimbus", nimbus, "-w", "0", "sums");
      assertThat(run.exitCode()).as(run.err()).isZero();
    }
    assertThat(folder.resolve("sums")).isDirectory();
    assertThat(command(2, "list", "--nimbus", nimbus)).contains("nobody answers at " + nimbus);
  }

  @Test
  void answersDrpcCallsOfOtherProcesses() throws Exception {
    int port = freePort();
    try (LandfallProcess run =
        LandfallProcess.start(
            folder,
            "storm",
            "jar",
            "-v",
            "--guarantee",
            "at-least-once",
            "-c",
            "drpc.port=" + port,
            "-c",
            "drpc.invocations.port=" + freePort(),
            TopologyJar.get().toString(),
            "acme.Exclaim")) {
      run.awaitErr("served", said -> said.contains("answered on port " + port));
      Map<String, Object> conf = Utils.readDefaultConfig();
      try (DRPCClient client = new DRPCClient(conf, "localhost", port)) {
        assertThat(client.execute("exclaim", "hello")).isEqualTo("hello!");
      }
      run.interrupt();
      assertThat(run.exitCode()).as(run.err()).isEqualTo(130);
    }
  }

  /** What it says, on both ways. */
  private String command(int exitCode, String... words) throws Exception {
    List<String> arguments = new java.util.ArrayList<>(List.of("storm"));
    arguments.addAll(List.of(words));
    try (LandfallProcess run = LandfallProcess.start(folder, arguments.toArray(String[]::new))) {
      assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
      return run.out() + run.err();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
