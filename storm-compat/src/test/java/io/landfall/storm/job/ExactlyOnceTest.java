package io.landfall.storm.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.Action;
import io.landfall.storm.testing.Script.CountingSpout;
import io.landfall.storm.testing.Script.FedSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import io.landfall.storm.testing.TopologyHarness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** State counts each message once, whatever crashes. */
class ExactlyOnceTest {

  private static final Action KEEP =
      (tuple, collector) -> {
        Script.SEEN.add(tuple.getValue(0));
        Script.KEPT.put("" + tuple.getValue(0), tuple);
      };
  private static final Action ACK =
      (tuple, collector) -> {
        Script.SEEN.add(tuple.getValue(0));
        collector.ack(tuple);
      };

  @BeforeEach
  void clear() {
    Script.clear();
  }

  /** Sums up in a field. */
  public static final class SummingBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private transient OutputCollector collector;
    private transient Map<String, Integer> sums;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector c) {
      collector = c;
      sums = new HashMap<>();
    }

    @Override
    public void execute(Tuple tuple) {
      int sum = sums.merge("sum", tuple.getInteger(0), Integer::sum);
      Script.SEEN.add(sum);
      collector.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }

  /** Forwards every two tuples at once, and holds the first of a pair until then. */
  public static final class PairingBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private transient OutputCollector collector;
    private transient List<Tuple> held;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector c) {
      collector = c;
      held = new java.util.ArrayList<>();
    }

    @Override
    public void execute(Tuple tuple) {
      held.add(tuple);
      if (held.size() == 2) {
        Script.SEEN.add(held.get(0).getValue(0) + "+" + held.get(1).getValue(0));
        held.forEach(collector::ack);
        held.clear();
      }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }

  private static TopologyHarness run(IRichSpout spout, org.apache.storm.topology.IRichBolt bolt) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", spout);
    builder.setBolt("bolt", bolt).shuffleGrouping("spout");
    Map<String, Object> conf = new HashMap<>();
    conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true);
    return new TopologyHarness(builder.createTopology(), conf, Guarantee.EXACTLY_ONCE);
  }

  @Test
  void asksASpoutForNoMoreThanMayWaitForACheckpoint() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new CountingSpout(100));
    builder.setBolt("bolt", new ScriptedBolt(ACK)).shuffleGrouping("spout");
    Map<String, Object> conf = new HashMap<>(Map.of("landfall.spout.max-awaiting", 5));
    try (TopologyHarness harness =
        new TopologyHarness(builder.createTopology(), conf, Guarantee.EXACTLY_ONCE)) {
      harness.steps(20);
      assertThat(Script.SEEN).hasSizeBetween(5, 6);
      harness.checkpoint();
      harness.steps(1);
      assertThat(Script.ACKED).hasSizeGreaterThanOrEqualTo(5);
      harness.steps(20);
      assertThat(Script.SEEN).hasSizeBetween(10, 12);
    }
  }

  @Test
  void acksOnlyWhatADurableCheckpointCovers() {
    try (TopologyHarness harness = run(new CountingSpout(10), new ScriptedBolt(ACK))) {
      harness.steps(3);
      assertThat(Script.ACKED).isEmpty();
      long first = harness.barrier();
      harness.steps(2);
      assertThat(Script.ACKED).isEmpty();

      harness.complete(first);
      assertThat(Script.ACKED).containsExactly(0, 1, 2);

      harness.checkpoint();
      assertThat(Script.ACKED).containsExactly(0, 1, 2, 3, 4);
    }
  }

  @Test
  void rollsStateAndPositionBackTogether() {
    try (TopologyHarness harness = run(new CountingSpout(6), new SummingBolt())) {
      harness.steps(3).checkpoint().steps(2);
      assertThat(Script.SEEN).containsExactly(0, 1, 3, 6, 10);
      Script.SEEN.clear();

      harness.crash().steps(5);

      assertThat(Script.SEEN).containsExactly(6, 10, 15);
      harness.checkpoint();
      assertThat(Script.ACKED).contains(0, 1, 2, 3, 4, 5);
    }
  }

  @Test
  void tellsACapturedSpoutAfterARestartWhatItsCheckpointCovered() {
    try (TopologyHarness harness = run(new CountingSpout(3), new SummingBolt())) {
      harness.steps(3);
      harness.complete(harness.barrier());
      Script.ACKED.clear();

      harness.crash().steps(1);

      assertThat(Script.ACKED).containsExactly(0, 1, 2);
      Script.ACKED.clear();
      harness.checkpoint().crash().steps(1);
      assertThat(Script.ACKED).isEmpty();
    }
  }

  @Test
  void executesInputThatWasHeldAtTheBarrierFirst() {
    try (TopologyHarness harness = run(new CountingSpout(4), new PairingBolt())) {
      harness.steps(3).checkpoint();
      assertThat(Script.SEEN).containsExactly("0+1");
      Script.SEEN.clear();
      Script.ACKED.clear();

      harness.crash().steps(3);

      assertThat(Script.SEEN).containsExactly("2+3");
      harness.checkpoint();
      assertThat(Script.ACKED).containsExactlyInAnyOrder(0, 1, 2, 3);
    }
  }

  @Test
  void executesUnanchoredInputAgainThatTheBoltStillHolds() {
    try (TopologyHarness harness = run(new FedSpout(), new PairingBolt())) {
      for (String value : List.of("a", "b", "c")) {
        Script.feed(value, null);
      }
      harness.steps(3).checkpoint().crash();
      assertThat(Script.SEEN).containsExactly("a+b");

      Script.feed("d", null);
      harness.steps(1);

      assertThat(Script.SEEN).containsExactly("a+b", "c+d");
    }
  }

  @Test
  void failsAfterARestartWhatABoltHadFailedBeforeTheBarrier() {
    try (TopologyHarness harness = run(new CountingSpout(1), new ScriptedBolt(KEEP))) {
      harness.steps(1);
      Script.COLLECTORS.get("bolt").fail(Script.KEPT.get("0"));
      harness.durable(harness.barrier());
      assertThat(Script.FAILED).isEmpty();

      harness.crash().steps(2);

      assertThat(Script.FAILED).containsExactly(0);
      assertThat(Script.SEEN).containsExactly(0, 0);
    }
  }

  @Test
  void recognisesCoveredMessagesThatTheSourceGivesAgain() {
    try (TopologyHarness harness = run(new FedSpout(), new ScriptedBolt(ACK))) {
      Script.feed("a", "id-a");
      Script.feed("b", "id-b");
      harness.steps(2).checkpoint();
      Script.SEEN.clear();
      Script.ACKED.clear();

      harness.crash().steps(1);
      assertThat(Script.ACKED).isEmpty();
      Script.feed("a", new String("id-a"));
      Script.feed("c", "id-c");
      Script.EMITTED_TO.clear();
      harness.steps(3);

      assertThat(Script.SEEN).containsExactly("c");
      assertThat(Script.EMITTED_TO.get(0)).isEmpty();
      assertThat(Script.ACKED).containsExactly("id-a");
      harness.checkpoint().crash();
      Script.feed("b", "id-b");
      harness.steps(2);
      assertThat(Script.ACKED).contains("id-b");
      assertThat(Script.SEEN).containsExactly("c");
    }
  }

  @Test
  void bindsAReEmittedMessageToTheTreeThatIsStillOpen() {
    try (TopologyHarness harness = run(new FedSpout(), new ScriptedBolt(KEEP))) {
      Script.feed("a", "id-a");
      harness.steps(1).checkpoint().crash();
      assertThat(Script.SEEN).containsExactly("a", "a");

      Script.feed("a", "id-a");
      harness.steps(1);
      assertThat(Script.SEEN).containsExactly("a", "a");
      Script.COLLECTORS.get("bolt").ack(Script.KEPT.get("a"));
      harness.steps(1);
      assertThat(Script.ACKED).isEmpty();
      harness.checkpoint();

      assertThat(Script.ACKED).containsExactly("id-a");
    }
  }

  @Test
  void letsAMessageThroughAgainThatHadFailed() {
    try (TopologyHarness harness = run(new FedSpout(), new ScriptedBolt(KEEP))) {
      Script.feed("a", "id-a");
      harness.steps(1);
      Script.COLLECTORS.get("bolt").fail(Script.KEPT.get("a"));
      harness.durable(harness.barrier()).crash();

      Script.feed("a", "id-a");
      harness.steps(1);

      assertThat(Script.SEEN).containsExactly("a", "a");
      assertThat(Script.FAILED).isEmpty();
    }
  }

  @Test
  void keepsTheStateOfAnInactiveTopologyThatRestarts() {
    try (TopologyHarness harness = run(new CountingSpout(4), new SummingBolt())) {
      harness.steps(2).checkpoint();
      harness.control().setActive(false);
      harness.steps(1).crash().steps(1).checkpoint().crash();
      harness.control().setActive(true);
      Script.SEEN.clear();
      harness.steps(3);
      assertThat(Script.SEEN).containsExactly(3, 6);
    }
  }

  @Test
  void countsOnlyOpenTreesAsPending() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new CountingSpout(10));
    builder.setBolt("bolt", new ScriptedBolt(ACK)).shuffleGrouping("spout");
    Map<String, Object> conf = Map.of(Config.TOPOLOGY_MAX_SPOUT_PENDING, 1);
    try (TopologyHarness harness =
        new TopologyHarness(builder.createTopology(), conf, Guarantee.EXACTLY_ONCE)) {
      harness.steps(5);
      assertThat(Script.SEEN).hasSize(5);
      assertThat(Script.ACKED).isEmpty();
    }
  }

  @Test
  void keepsWhatIsUnchangedByPrepareOutOfCheckpoints() {
    try (TopologyHarness harness = run(new FedSpout(), new ScriptedBolt(ACK))) {
      Script.feed("x", new Values("a", 1));
      harness.steps(1).checkpoint();
      assertThat(Script.ACKED).containsExactly(new Values("a", 1));
    }
  }

  private TopologyHarness failedBeforeTheSpoutHeardOfIt() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new CountingSpout(1));
    builder
        .setBolt(
            "bolt",
            new ScriptedBolt(
                (tuple, collector) -> {
                  Script.SEEN.add(tuple.getValue(0));
                  if (Script.SEEN.size() == 1) {
                    collector.fail(tuple);
                  } else {
                    collector.ack(tuple);
                  }
                }))
        .shuffleGrouping("spout");
    TopologyHarness harness =
        new TopologyHarness(builder.createTopology(), new HashMap<>(), Guarantee.EXACTLY_ONCE);
    harness.poll();
    return harness.durable(harness.barrier());
  }

  @Test
  void tellsOfAFailureOverTwoCheckpointsWithoutATurnOfTheSpout() {
    try (TopologyHarness harness = failedBeforeTheSpoutHeardOfIt()) {
      harness.crash();
      harness.durable(harness.barrier()).crash();

      harness.steps(2).checkpoint();

      assertThat(Script.FAILED).containsExactly(0);
      assertThat(Script.ACKED).containsExactly(0);
    }
  }

  @Test
  void tellsOfAFailureOverACheckpointOfASpoutThatWasNotOpened() {
    try (TopologyHarness harness = failedBeforeTheSpoutHeardOfIt()) {
      harness.control().setActive(false);
      harness.crash();
      harness.durable(harness.barrier()).crash();

      harness.control().setActive(true);
      harness.steps(2).checkpoint();

      assertThat(Script.FAILED).containsExactly(0);
      assertThat(Script.ACKED).containsExactly(0);
    }
  }

  /** Has its position in a queue outside, and a field that looks like one. */
  public static final class CountingQueueSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;
    private transient SpoutOutputCollector collector;
    private transient AutoCloseable connection;
    private int received;

    @Override
    public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector c) {
      collector = c;
      connection = () -> {};
    }

    @Override
    public void nextTuple() {
      Script.Emit emit = Script.TO_EMIT.poll();
      if (emit != null) {
        received++;
        collector.emit(emit.values(), emit.messageId());
      }
    }

    @Override
    public void ack(Object messageId) {
      Script.ACKED.add(messageId);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("value"));
    }
  }

  @Test
  void recognisesWhatTheSourceGivesAgainOnlyAfterOneMoreCheckpointAndRestart() {
    try (TopologyHarness harness = run(new CountingQueueSpout(), new ScriptedBolt(ACK))) {
      Script.feed("a", "id-a");
      Script.feed("b", "id-b");
      harness.steps(2).durable(harness.barrier());
      Script.SEEN.clear();

      harness.crash().steps(1);
      assertThat(Script.ACKED).as("told, which its new connection knows nothing of").hasSize(2);
      harness.checkpoint().crash();
      Script.feed("a", "id-a");
      Script.feed("b", "id-b");
      harness.steps(3);

      assertThat(Script.SEEN).isEmpty();
    }
  }
}
