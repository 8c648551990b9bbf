package io.landfall.it.storm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.it.storm.support.Collected;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.metric.api.CountMetric;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.testing.AckFailMapTracker;
import org.apache.storm.testing.FeederSpout;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What metrics consumers and event loggers are given, in simulated time. */
class MetricsIT {

  private final String result = Collected.newName();
  private final FeederSpout feeder = new FeederSpout(new Fields("word"));

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void aConsumerGetsAMetricAtTheEndOfEachOfItsIntervals(String guarantee) throws Exception {
    Config conf = new Config();
    conf.put("landfall.guarantee", guarantee);
    conf.registerMetricsConsumer(CollectingConsumer.class, result, 1);
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      cluster.submitTopology("metrics", conf, topology().createTopology());
      feed(cluster, "a", "b");
      cluster.advanceClusterTime(5);
      assertReported("words", 2L);
      feed(cluster, "c");
      cluster.advanceClusterTime(4);
      assertReported("words", 2L);
      cluster.advanceClusterTime(1);
      assertReported("words", 2L, 1L);
      cluster.advanceClusterTime(5);
      assertReported("words", 2L, 1L, 0L);
    }
  }

  @Test
  void aConsumerGetsNewerMetricsTooIfTheirTickIsOn() throws Exception {
    Config conf = new Config();
    conf.registerMetricsConsumer(CollectingConsumer.class, result, 1);
    conf.put(Config.TOPOLOGY_ENABLE_V2_METRICS_TICK, true);
    conf.put(Config.TOPOLOGY_V2_METRICS_TICK_INTERVAL_SECONDS, 10);
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      cluster.submitTopology("metrics", conf, topology().createTopology());
      feed(cluster, "a", "b", "c");
      cluster.advanceClusterTime(10);
      assertReported("all-words", 3L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void aConsumerGetsWhatStormCountsOfEveryTask(String guarantee) throws Exception {
    Config conf = new Config();
    conf.put("landfall.guarantee", guarantee);
    conf.put("landfall.checkpoint.interval", "20ms");
    conf.registerMetricsConsumer(CollectingConsumer.class, result, 1);
    conf.put(Config.TOPOLOGY_ENABLE_V2_METRICS_TICK, true);
    conf.put(Config.TOPOLOGY_V2_METRICS_TICK_INTERVAL_SECONDS, 10);
    AckFailMapTracker told = new AckFailMapTracker();
    feeder.setAckFailDelegate(told);
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      cluster.submitTopology("metrics", conf, topology().createTopology());
      for (String word : List.of("a", "b", "c")) {
        feeder.feed(new Values(word), word);
      }
      Awaitility.await().until(() -> told.isAcked("a") && told.isAcked("b") && told.isAcked("c"));
      cluster.advanceClusterTime(10);

      assertReported("__emit-count-default", 3L);
      assertReported("__transfer-count-default", 3L);
      assertReported("__ack-count-default", 3L);
      assertReported("__execute-count-words:default", 3L);
      assertReported("__ack-count-words:default", 3L);
    }
  }

  @Test
  void aReporterOfTheUsersGetsTheRegistryOfTheTopology() throws Exception {
    Config conf = new Config();
    conf.put(
        Config.TOPOLOGY_METRICS_REPORTERS,
        List.of(Map.of("class", CollectingReporter.class.getName(), "result", result)));
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      cluster.submitTopology("reported", conf, topology().createTopology());
      feed(cluster, "a", "b");
    }

    // It looks when it is stopped.
    assertThat(Collected.of(result))
        .anySatisfy(
            reported -> {
              assertThat((String) reported.get(0)).endsWith("all-words");
              assertThat(reported.get(1)).isEqualTo(2L);
            });
  }

  @Test
  void anEventLoggerGetsTheEmitsThatItIsAskedToSample() throws Exception {
    Config conf = new Config();
    conf.setNumEventLoggers(1);
    conf.registerEventLogger(CollectingLogger.class, Map.of("result", result));
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      cluster.submitTopology("events", conf, topology().createTopology());
      feed(cluster, "before");
      cluster.debug("events", "words", true, 100);
      feed(cluster, "during");
      cluster.debug("events", "words", false, 0);
      feed(cluster, "after");
      assertThat(Collected.of(result)).containsExactly(List.of("words", List.of("during")));
    }
  }

  private void feed(LocalCluster cluster, String... words) throws Exception {
    for (String word : words) {
      feeder.feed(new Values(word), word);
    }
    cluster.waitForIdle();
  }

  // A consumer has a thread of its own, which Storm's clock does not wait for.
  private void assertReported(String metric, Object... values) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(Collected.of(result))
                    .filteredOn(reported -> reported.get(0).equals(metric))
                    .extracting(reported -> reported.get(1))
                    .containsExactly(values));
  }

  private TopologyBuilder topology() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("words", feeder);
    builder.setBolt("count", new CountBolt()).shuffleGrouping("words");
    return builder;
  }

  private static final class CountBolt extends BaseRichBolt {
    private transient CountMetric count;
    private transient com.codahale.metrics.Counter all;
    private transient OutputCollector collector;

    @Override
    public void prepare(
        Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
      this.collector = collector;
      count = context.registerMetric("words", new CountMetric(), 5);
      all = context.registerCounter("all-words");
    }

    @Override
    public void execute(Tuple input) {
      count.incr();
      all.inc();
      collector.ack(input);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }
}
