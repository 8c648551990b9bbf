package io.landfall.storm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.storm.testing.Await;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.FedSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import java.util.Map;
import org.apache.storm.LocalCluster;
import org.apache.storm.cluster.IStormClusterState;
import org.apache.storm.generated.Credentials;
import org.apache.storm.generated.StormBase;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.generated.TopologyInitialStatus;
import org.apache.storm.generated.TopologyStatus;
import org.apache.storm.topology.TopologyBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test may ask of the state that Storm has in ZooKeeper. */
@Timeout(60)
class ClusterStateTest {

  private LocalCluster cluster;
  private IStormClusterState state;

  @BeforeEach
  void start() throws Exception {
    Script.clear();
    cluster = new LocalCluster();
    state = cluster.getClusterState();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void tellsOfTopologiesThatRunTheirErrorsAndCredentials() throws Exception {
    String id = submit("failing");

    assertThat(state.activeStorms()).containsExactly(id);
    assertThat(state.getTopoId("failing")).contains(id);
    assertThat(state.stormId("failing")).isEqualTo(id);
    StormBase base = state.topologyBases().get(id);
    assertThat(base.get_name()).isEqualTo("failing");
    assertThat(base.get_status()).isEqualTo(TopologyStatus.ACTIVE);
    assertThat(base.get_component_executors()).containsEntry("bolt", 2).containsEntry("fed", 1);
    assertThat(state.credentials(id, null).get_creds()).isEqualTo(Map.of("user", "secret"));
    assertThat(state.lastError(id, "bolt")).isNull();

    Script.feed("first", 1);
    Await.until(() -> state.errors(id, "bolt").size() == 1);
    Script.feed("second", 2);
    Await.until(() -> state.errors(id, "bolt").size() == 2);

    assertThat(state.lastError(id, "bolt").get_error()).contains("no second");
    cluster.deactivate("failing");
    assertThat(state.stormBase(id, null).get_status()).isEqualTo(TopologyStatus.INACTIVE);
  }

  @Test
  void knowsNothingOfATopologyThatDoesNotRun() {
    assertThat(state.activeStorms()).isEmpty();
    assertThat(state.getTopoId("none")).isEmpty();
    assertThat(state.stormId("none")).isNull();
    assertThat(state.stormBase("none-1-1", null)).isNull();
    assertThat(state.errors("none-1-1", "bolt")).isEmpty();
    assertThat(state.credentials("none-1-1", null)).isNull();
  }

  @Test
  void refusesWhatIsAboutDaemonsAndWhatWrites() {
    assertThatThrownBy(() -> state.supervisors(null))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("IStormClusterState.supervisors is not served");
    assertThatThrownBy(() -> state.removeStorm("id")).hasMessageContaining("removeStorm");
  }

  private String submit(String name) throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("fed", new FedSpout());
    builder
        .setBolt(
            "bolt",
            new ScriptedBolt(
                (tuple, collector) -> {
                  collector.reportError(new IllegalStateException("no " + tuple.getValue(0)));
                  collector.ack(tuple);
                }),
            2)
        .shuffleGrouping("fed");
    SubmitOptions options = new SubmitOptions(TopologyInitialStatus.ACTIVE);
    options.set_creds(new Credentials(Map.of("user", "secret")));
    cluster.submitTopologyWithOpts(name, Map.of(), builder.createTopology(), options);
    return cluster.getTopologySummaryByName(name).get_id();
  }
}
