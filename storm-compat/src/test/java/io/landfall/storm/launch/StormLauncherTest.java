package io.landfall.storm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.api.graph.JobHandle;
import io.landfall.api.graph.JobRefusedException;
import io.landfall.api.graph.JobStatus;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.CountingSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.StormSubmitter;
import org.apache.storm.topology.ConfigurableTopology;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.utils.NimbusClient;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mains as users write them. */
@Timeout(60)
class StormLauncherTest {

  private final List<JobHandle> submitted = new ArrayList<>();
  private final Map<String, Object> request = new HashMap<>();

  @BeforeEach
  void clear() {
    Script.clear();
    request.put("guarantee", "at-least-once");
    request.put("onSubmit", (Consumer<JobHandle>) submitted::add);
  }

  @AfterEach
  void stop() throws Exception {
    for (JobHandle handle : submitted) {
      handle.cancel();
      handle.termination().get();
    }
  }

  private Object launch(Class<?> main, String... args) {
    request.put("main", main.getName());
    request.put("args", args);
    return new StormLauncher().apply(request);
  }

  private static TopologyBuilder builder() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new CountingSpout(100));
    builder
        .setBolt("bolt", new ScriptedBolt((tuple, collector) -> collector.ack(tuple)))
        .shuffleGrouping("numbers");
    return builder;
  }

  /** Submits. */
  public static final class Submits {
    public static void main(String[] args) throws Exception {
      StormSubmitter.submitTopology(args[0], new Config(), builder().createTopology());
    }
  }

  /** Is configurable. */
  public static final class Configurable extends ConfigurableTopology {
    public static void main(String[] args) {
      ConfigurableTopology.start(new Configurable(), args);
    }

    @Override
    protected int run(String[] args) {
      return submit("configurable", conf, builder());
    }
  }

  /** Has a cluster of its own. */
  public static final class Local {
    public static void main(String[] args) throws Exception {
      LocalCluster cluster = new LocalCluster();
      cluster.submitTopology("local", new HashMap<>(), builder().createTopology());
    }
  }

  /** Has a field that cannot be serialized. */
  public static final class Unserializable {
    public static void main(String[] args) throws Exception {
      Object stuck = new Object();
      TopologyBuilder builder = builder();
      builder
          .setBolt("stuck", new ScriptedBolt((tuple, collector) -> Script.SEEN.add(stuck)))
          .shuffleGrouping("numbers");
      StormSubmitter.submitTopology("t", new Config(), builder.createTopology());
    }
  }

  /** Subscribes to nobody, and hides it. */
  public static final class Misspelt {
    public static void main(String[] args) {
      TopologyBuilder builder = builder();
      builder.setBolt("lost", new ScriptedBolt((tuple, collector) -> {})).shuffleGrouping("nmbers");
      try {
        StormSubmitter.submitTopology("t", new Config(), builder.createTopology());
      } catch (Exception e) {
        Script.CALLS.add("caught " + e.getClass().getSimpleName());
      }
    }
  }

  /** Fails by itself. */
  public static final class Fails {
    public static void main(String[] args) throws Exception {
      throw new IOException("of the user's");
    }
  }

  /** Asks Nimbus. */
  public static final class Asks {
    public static void main(String[] args) throws Exception {
      Submits.main(args);
      try (NimbusClient client = NimbusClient.Builder.withConf(Utils.readStormConfig()).build()) {
        Script.CALLS.add(client.getClient().getTopologySummaries().get(0).get_name());
        Script.CALLS.add(client.getClient().getTopologySummaryByName(args[0]).get_status());
        try {
          client.getClient().getTopologyHistory("x");
        } catch (Exception e) {
          Script.CALLS.add(e.getMessage());
        }
        client.getClient().deactivate(args[0]);
        Script.CALLS.add(client.getClient().getTopologySummaryByName(args[0]).get_status());
      }
    }
  }

  @Test
  void runsWhatAMainSubmits() throws Exception {
    Object handles = launch(Submits.class, "plain");
    assertThat(handles).isEqualTo(submitted);
    assertThat(submitted.get(0).jobName()).isEqualTo("plain");
    io.landfall.storm.testing.Await.until(() -> Script.ACKED.size() == 100);
    assertThat(System.getProperty("storm.jar")).isNull();
  }

  @Test
  void runsAConfigurableTopology() throws Exception {
    launch(Configurable.class);
    io.landfall.storm.testing.Await.until(() -> Script.ACKED.size() == 100);
  }

  @Test
  void runsALocalClusterOfTheMainsOwn() throws Exception {
    launch(Local.class);
    assertThat(submitted).hasSize(1);
    io.landfall.storm.testing.Await.until(() -> Script.ACKED.size() == 100);
  }

  @Test
  void putsOverridesOverTheTopologysConfiguration() {
    request.put("conf", Map.of("landfall.capture", "maybe"));
    assertThatThrownBy(() -> launch(Submits.class, "t"))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("landfall.capture: found 'maybe', expected true or false");
  }

  @Test
  void stopsATopologyThatHasNothingLeftToDo() throws Exception {
    request.put("untilIdleMs", 200L);
    launch(Submits.class, "idle");
    assertThat(submitted.get(0).await(Duration.ofSeconds(30))).isEqualTo(JobStatus.STOPPED);
    assertThat(Script.ACKED).hasSize(100);
  }

  @Test
  void stopsAnIdleExactlyOnceTopologyWithAllItsAcksGiven() throws Exception {
    request.put("untilIdleMs", 200L);
    request.put("guarantee", "exactly-once");
    launch(Submits.class, "idle");
    assertThat(submitted.get(0).await(Duration.ofSeconds(30))).isEqualTo(JobStatus.STOPPED);
    assertThat(Script.ACKED).hasSize(100);
  }

  @Test
  void refusesAComponentThatCannotBeSerializedInOneLine() {
    assertThatThrownBy(() -> launch(Unserializable.class))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("java.lang.Object")
        .hasMessageContaining("stuck")
        .hasMessageNotContaining("\n");
  }

  @Test
  void refusesANameAndAConfigurationThatStormWouldNotTakeInOneLine() {
    assertThatThrownBy(() -> launch(Submits.class, "no/slashes"))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("'no/slashes'")
        .hasMessageNotContaining("\n");
    request.put("conf", Map.of(Config.TOPOLOGY_WORKERS, "many"));
    assertThatThrownBy(() -> launch(Submits.class, "configured"))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("TOPOLOGY_WORKERS");
  }

  @Test
  void refusesEvenIfTheMainSwallowsIt() {
    assertThatThrownBy(() -> launch(Misspelt.class))
        .isInstanceOf(JobRefusedException.class)
        .hasMessageContaining("nmbers");
    assertThat(Script.CALLS).isNotEmpty();
  }

  @Test
  void showsTheMainsOwnExceptionAsItself() {
    assertThatThrownBy(() -> launch(Fails.class))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("of the user's");
  }

  @Test
  void answersNimbusClientsAndRefusesTheRestWithASentence() {
    launch(Asks.class, "asked");
    assertThat(Script.CALLS).contains("asked", "ACTIVE", "INACTIVE");
    assertThat(Script.CALLS)
        .anyMatch(call -> call.contains("does not serve Nimbus.getTopologyHistory"));
  }

  @Test
  void refusesAMainThatIsNotThere() {
    request.put("main", "com.acme.Nowhere");
    request.put("jar", "app.jar");
    assertThatThrownBy(() -> new StormLauncher().apply(request))
        .isInstanceOf(JobRefusedException.class)
        .hasMessage("no class 'com.acme.Nowhere' in app.jar");
  }
}
