package io.landfall.it.storm.multilang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.landfall.it.storm.support.Collected;
import io.landfall.it.storm.support.NumberSpout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.spout.ShellSpout;
import org.apache.storm.task.ShellBolt;
import org.apache.storm.topology.IRichBolt;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;
import org.junit.jupiter.api.Test;

/**
 * Spouts and bolts that are programs of their own, from the {@code resources} on the class path.
 */
class MultilangIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String result = Collected.newName();

  @Test
  void aBoltInPythonWorks() throws Exception {
    assertDoubles(new Shell("python3", "double.py"));
  }

  @Test
  void aBoltInJavaScriptWorks() throws Exception {
    assertDoubles(new Shell("node", "double.js"));
  }

  @Test
  void aSpoutInPythonWorks() throws Exception {
    assumeInstalled("python3");
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("letters", new PythonSpout());
    builder.setBolt("result", new Collected.Bolt(result)).globalGrouping("letters");
    assertResults(builder, List.of("a"), List.of("b"), List.of("c"));
  }

  private void assertDoubles(Shell bolt) throws Exception {
    assumeInstalled(bolt.command);
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new NumberSpout(3));
    builder.setBolt("double", bolt).shuffleGrouping("numbers");
    builder.setBolt("result", new Collected.Bolt(result)).globalGrouping("double");
    assertResults(builder, List.of(2), List.of(4), List.of(6));
  }

  @SafeVarargs
  private void assertResults(TopologyBuilder builder, List<Object>... expected) throws Exception {
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("multilang", new Config(), builder.createTopology());

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(Collected.of(result)).containsExactlyInAnyOrder(expected));
    }
  }

  private static void assumeInstalled(String command) throws InterruptedException {
    boolean runs;
    try {
      Process process =
          new ProcessBuilder(command, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      runs = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException notFound) {
      runs = false;
    }
    assumeTrue(runs, command + " is not installed");
  }

  private static final class Shell extends ShellBolt implements IRichBolt {
    private final String command;

    Shell(String command, String script) {
      super(command, script);
      this.command = command;
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("number"));
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
      return null;
    }
  }

  private static final class PythonSpout extends ShellSpout implements IRichSpout {
    PythonSpout() {
      super("python3", "letters.py");
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("letter"));
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
      return null;
    }
  }
}
