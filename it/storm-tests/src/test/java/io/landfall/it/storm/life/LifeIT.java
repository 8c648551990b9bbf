package io.landfall.it.storm.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.landfall.it.storm.support.Collected;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.ICredentialsListener;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.Credentials;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.NotAliveException;
import org.apache.storm.generated.RebalanceOptions;
import org.apache.storm.generated.SubmitOptions;
import org.apache.storm.generated.TopologyInitialStatus;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.NimbusClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators may do to a running topology. */
class LifeIT {

  private final String result = Collected.newName();

  @TempDir private Path folder;

  @BeforeEach
  void closeTheGate() {
    GatedSpout.gate = 0;
  }

  @Test
  void anInactiveTopologyEmitsNothingUntilItIsActivated() throws Exception {
    GatedSpout.gate = 10;
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      cluster.submitTopology("sums", new Config(), sums(1));
      cluster.advanceClusterTime(1);
      assertSum(55);

      cluster.deactivate("sums");
      cluster.waitForIdle();
      GatedSpout.gate = 20;
      cluster.advanceClusterTime(5);
      assertSum(55);
      assertThat(cluster.getTopologySummaryByName("sums").get_status()).isEqualTo("INACTIVE");

      cluster.activate("sums");
      cluster.waitForIdle();
      assertSum(210);
    }
  }

  @Test
  void aKilledTopologyIsThereInactiveUntilItsWaitIsOver() throws Exception {
    GatedSpout.gate = 10;
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      cluster.submitTopology("sums", new Config(), sums(1));
      cluster.advanceClusterTime(1);
      KillOptions options = new KillOptions();
      options.set_wait_secs(30);
      NimbusClient.getConfiguredClient(cluster.getDaemonConf())
          .getClient()
          .killTopologyWithOpts("sums", options);
      GatedSpout.gate = 20;

      cluster.advanceClusterTime(29);
      assertThat(cluster.getTopologySummaryByName("sums").get_status()).isEqualTo("KILLED");
      assertSum(55);

      cluster.advanceClusterTime(1);
      await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> cluster.getTopologySummaryByName("sums"))
                      .isInstanceOf(NotAliveException.class));
    }
  }

  @ParameterizedTest(name = "with a state folder: {0}")
  @ValueSource(booleans = {false, true})
  void aRebalanceChangesExecutorsAndKeepsExactlyOnceState(boolean hasFolder) throws Exception {
    GatedSpout.gate = 100;
    Config conf = new Config();
    conf.put("landfall.guarantee", "exactly-once");
    if (hasFolder) {
      conf.put("landfall.state-dir", folder.toString());
    }
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("sums", conf, sums(4));
      await().untilAsserted(() -> assertSum(5_050));
      int executorsBefore = cluster.getTopologySummaryByName("sums").get_num_executors();

      cluster.rebalance("sums", executors("sum", 2));
      assertThat(cluster.getTopologySummaryByName("sums").get_num_executors())
          .isEqualTo(executorsBefore - 2);
      GatedSpout.gate = 200;
      await().untilAsserted(() -> assertSum(20_100));
      assertThat(cluster.getTopologySummaryByName("sums").get_status()).isEqualTo("ACTIVE");
      assertThat(Collected.of(result)).doesNotHaveDuplicates();
    }
    assertThat(folder.resolve("sums").toFile().exists()).isEqualTo(hasFolder);
  }

  @Test
  void aRebalanceAtLeastOnceBeginsAnewAsOnStorm() throws Exception {
    GatedSpout.gate = 10;
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("sums", new Config(), sums(2));
      await().untilAsserted(() -> assertSum(55));
      String id = cluster.getTopologySummaryByName("sums").get_id();

      cluster.rebalance("sums", executors("sum", 1));
      GatedSpout.gate = 4;
      await().until(() -> Collected.of(result).size() >= 14);
      assertThat(cluster.getTopologySummaryByName("sums").get_id()).isEqualTo(id);
    }
  }

  @Test
  void aRebalanceOfAComponentThatIsNotThereIsRefusedAndChangesNothing() throws Exception {
    GatedSpout.gate = 10;
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("sums", new Config(), sums(1));

      assertThatThrownBy(() -> cluster.rebalance("sums", executors("nobody", 2)))
          .isInstanceOfSatisfying(
              InvalidTopologyException.class,
              e -> assertThat(e.get_msg()).contains("it has no component 'nobody'"));
      await().untilAsserted(() -> assertSum(55));
    }
  }

  @Test
  void newCredentialsReachTheComponentsThatListen() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new GatedSpout());
    builder.setBolt("listener", new ListeningBolt(result)).globalGrouping("numbers");
    SubmitOptions options = new SubmitOptions(TopologyInitialStatus.ACTIVE);
    options.set_creds(new Credentials(Map.of("password", "old")));
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopologyWithOpts("secret", new Config(), builder.createTopology(), options);
      await().until(() -> !Collected.of(result).isEmpty());
      cluster.uploadNewCredentials("secret", new Credentials(Map.of("password", "new")));

      await()
          .untilAsserted(
              () ->
                  assertThat(Collected.of(result))
                      .endsWith(List.of("new"))
                      .startsWith(List.of("old")));
    }
  }

  private static RebalanceOptions executors(String component, int count) {
    RebalanceOptions options = new RebalanceOptions();
    options.set_wait_secs(0);
    options.put_to_num_executors(component, count);
    return options;
  }

  private void assertSum(long expected) {
    List<List<Object>> sums = Collected.of(result);
    assertThat(sums).isNotEmpty();
    assertThat(sums.get(sums.size() - 1)).isEqualTo(List.of(expected));
  }

  private org.apache.storm.generated.StormTopology sums(int tasks) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new GatedSpout());
    builder.setBolt("sum", new SumBolt(), tasks).globalGrouping("numbers");
    builder.setBolt("result", new Collected.Bolt(result)).globalGrouping("sum");
    return builder.createTopology();
  }

  /** Emits the sum of all numbers so far, which it keeps in a plain field. */
  private static final class SumBolt extends BaseRichBolt {
    private transient OutputCollector collector;
    private long sum;

    @Override
    public void prepare(
        Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
      this.collector = collector;
    }

    @Override
    public void execute(Tuple input) {
      sum += input.getInteger(0);
      collector.emit(input, new Values(sum));
      collector.ack(input);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("sum"));
    }
  }

  private static final class ListeningBolt extends BaseRichBolt implements ICredentialsListener {
    private final String result;

    ListeningBolt(String result) {
      this.result = result;
    }

    @Override
    public void setCredentials(Map<String, String> credentials) {
      Collected.add(result, List.of(credentials.get("password")));
    }

    @Override
    public void prepare(
        Map<String, Object> conf, TopologyContext context, OutputCollector collector) {}

    @Override
    public void execute(Tuple input) {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }
}
