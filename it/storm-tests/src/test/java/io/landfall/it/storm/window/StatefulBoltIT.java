package io.landfall.it.storm.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.it.storm.support.Collected;
import io.landfall.it.storm.support.NumberSpout;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.state.KeyValueState;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseStatefulBolt;
import org.apache.storm.topology.base.BaseStatefulWindowedBolt;
import org.apache.storm.topology.base.BaseWindowedBolt.Count;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.windowing.TupleWindow;
import org.junit.jupiter.api.Test;

/** Storm's stateful bolts and windows at least once: by its checkpoint spout and streams. */
class StatefulBoltIT {

  private final String result = Collected.newName();

  @Test
  void keepsStateAndCommitsItAtEachOfStormsCheckpoints() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new NumberSpout(10));
    builder.setBolt("sum", new SumBolt(result)).shuffleGrouping("numbers");
    builder.setBolt("result", new Collected.Bolt(result)).globalGrouping("sum");
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("stateful", frequent(), builder.createTopology());

      await()
          .untilAsserted(
              () ->
                  assertThat(Collected.of(result))
                      .contains(List.of(55L), List.of("commit"))
                      .containsSubsequence(List.of(1L), List.of(3L), List.of(6L), List.of(55L)));
    }
  }

  @Test
  void keepsTheContentOfAWindowInState() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new NumberSpout(9));
    builder
        .setBolt("sum", new WindowSumBolt().withTumblingWindow(new Count(3)).withPersistence())
        .shuffleGrouping("numbers");
    builder.setBolt("result", new Collected.Bolt(result)).globalGrouping("sum");
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("stateful-window", frequent(), builder.createTopology());

      await()
          .untilAsserted(
              () ->
                  assertThat(Collected.of(result))
                      .containsExactly(List.of(6L), List.of(21L), List.of(45L)));
    }
  }

  private static Config frequent() {
    Config conf = new Config();
    conf.put(Config.TOPOLOGY_STATE_CHECKPOINT_INTERVAL, 100);
    return conf;
  }

  private static final class SumBolt extends BaseStatefulBolt<KeyValueState<String, Long>> {
    private final String result;
    private KeyValueState<String, Long> state;
    private OutputCollector collector;

    SumBolt(String result) {
      this.result = result;
    }

    @Override
    public void prepare(
        Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
      this.collector = collector;
    }

    @Override
    public void initState(KeyValueState<String, Long> state) {
      this.state = state;
    }

    @Override
    public void execute(Tuple input) {
      long sum = state.get("sum", 0L) + input.getIntegerByField("number");
      state.put("sum", sum);
      collector.emit(input, new Values(sum));
      collector.ack(input);
    }

    @Override
    public void preCommit(long txid) {
      Collected.add(result, List.of("commit"));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("sum"));
    }
  }

  /** The sum over all windows so far. */
  private static final class WindowSumBolt
      extends BaseStatefulWindowedBolt<KeyValueState<String, Long>> {
    private KeyValueState<String, Long> state;
    private OutputCollector collector;

    @Override
    public void prepare(
        Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
      this.collector = collector;
    }

    @Override
    public void initState(KeyValueState<String, Long> state) {
      this.state = state;
    }

    @Override
    public void execute(TupleWindow window) {
      long sum = state.get("sum", 0L);
      for (Tuple tuple : window.get()) {
        sum += tuple.getIntegerByField("number");
      }
      state.put("sum", sum);
      collector.emit(window.get(), new Values(sum));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("sum"));
    }
  }
}
