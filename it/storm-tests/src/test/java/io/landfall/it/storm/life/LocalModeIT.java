package io.landfall.it.storm.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.storm.support.Collected;
import io.landfall.it.storm.support.NumberSpout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.StormSubmitter;
import org.apache.storm.topology.TopologyBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code storm local} does with a main: what it submits runs here for some seconds. */
class LocalModeIT {

  private static final String JAR = "storm.jar";

  private final String result = Collected.newName();

  // The command sets it, and Storm submits nothing without.
  @BeforeEach
  void nameAJar(@TempDir Path folder) throws IOException {
    System.setProperty(JAR, Files.createFile(folder.resolve("main.jar")).toString());
  }

  @AfterEach
  void forgetIt() {
    System.clearProperty(JAR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void whatAMainSubmitsRunsInTheProcess(String guarantee) throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new NumberSpout(3));
    builder.setBolt("result", new Collected.Bolt(result)).globalGrouping("numbers");
    Config conf = new Config();
    conf.put("landfall.guarantee", guarantee);

    String returned =
        LocalCluster.withLocalModeOverride(
            () -> {
              StormSubmitter.submitTopology("local", conf, builder.createTopology());
              return "what the main returns";
            },
            1);

    assertThat(returned).isEqualTo("what the main returns");
    assertThat(Collected.of(result))
        .containsExactly(List.of(1, 1_000L), List.of(2, 2_000L), List.of(3, 3_000L));
  }
}
