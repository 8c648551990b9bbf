package io.landfall.storm.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.CountingSpout;
import io.landfall.storm.testing.Script.FedSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import io.landfall.storm.testing.TopologyHarness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.storm.Config;
import org.apache.storm.state.KeyValueState;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.IWindowedBolt;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseStatefulBolt;
import org.apache.storm.topology.base.BaseStatefulWindowedBolt;
import org.apache.storm.topology.base.BaseWindowedBolt;
import org.apache.storm.topology.base.BaseWindowedBolt.Count;
import org.apache.storm.topology.base.BaseWindowedBolt.Duration;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.windowing.TupleWindow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stateful and windowed bolts under checkpoints, over crashes. */
class HostedBoltsTest {

  @BeforeEach
  void clear() {
    Script.clear();
  }

  @Test
  void stateIsThatOfTheCheckpointAndTheBoltIsToldInStormsOrder() {
    try (TopologyHarness harness = stateful(new CountingSpout(10))) {
      harness.steps(3).checkpoint();
      harness.steps(2);
      assertThat(Script.SEEN).containsExactly(0L, 1L, 3L, 6L, 10L);

      harness.crash().steps(10);
      assertThat(Script.SEEN).endsWith(6L, 10L, 15L, 21L, 28L, 36L, 45L);
      assertThat(Script.CALLS)
          .containsExactly(
              "prepare",
              "init null",
              "prePrepare 1",
              "preCommit 1",
              "cleanup",
              "prepare",
              "init 3",
              "preCommit 1",
              "preRollback");
    }
  }

  @Test
  void whatIsNotDurableIsNotCommitted() {
    try (TopologyHarness harness = stateful(new CountingSpout(10))) {
      harness.steps(3).barrier();
      harness.crash().steps(4);

      assertThat(Script.CALLS).doesNotContain("preCommit 1");
      assertThat(Script.SEEN).endsWith(0L, 1L, 3L, 6L);
    }
  }

  @Test
  void stormsCheckpointSpoutAndStreamsAreNotRunButKeepTheirTasks() {
    try (TopologyHarness harness = stateful(new CountingSpout(2))) {
      assertThat(harness.job().graph().operators()).hasSize(2);
      assertThat(harness.job().runs().plan().taskToComponent()).containsValue("$checkpointspout");
    }
  }

  @Test
  void stateThatCannotBeSavedFailsTheCheckpointAndNamesTheBolt() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new CountingSpout(1));
    builder.setBolt("hoarder", new ThreadKeeper()).shuffleGrouping("spout");
    try (TopologyHarness harness = harness(builder)) {
      harness.steps(1);

      assertThatThrownBy(harness::checkpoint)
          .hasStackTraceContaining("component 'hoarder': its state");
    }
  }

  @Test
  void aCountWindowIsFilledUpOverACrash() {
    try (TopologyHarness harness =
        windowed(new CountingSpout(12), new Sums().withTumblingWindow(Count.of(4)))) {
      harness.steps(6).checkpoint();
      assertThat(Script.ACKED).hasSize(6);
      harness.steps(1);

      harness.crash().steps(12);
      assertThat(Script.SEEN).containsExactly("0+1+2+3", "4+5+6+7", "8+9+10+11");
    }
  }

  @Test
  void aSlidingCountWindowGoesOnAsIfNothingHadBeen() {
    String[] all = {"0", "0+1", "0+1+2", "1+2+3", "2+3+4", "3+4+5", "4+5+6"};
    try (TopologyHarness harness =
        windowed(new CountingSpout(7), new Sums().withWindow(Count.of(3)))) {
      harness.steps(4).checkpoint();
      harness.crash().steps(7);

      assertThat(Script.SEEN).containsExactly((Object[]) all);
    }
  }

  @Test
  void aWindowByTheClockFiresInTheTasksTurnAndLosesNothingOverACrash() {
    Duration second = new Duration(1, TimeUnit.SECONDS);
    try (TopologyHarness harness =
        windowed(new CountingSpout(6), new Sums().withTumblingWindow(second))) {
      harness.steps(2).advanceSeconds(1);
      assertThat(Script.SEEN).containsExactly("0+1");
      harness.steps(2).checkpoint();

      harness.stallSeconds(30).crash();
      harness.steps(2).advanceSeconds(1);
      assertThat(Script.SEEN).containsExactly("0+1", "2+3+4+5");
      harness.advanceSeconds(5);
      assertThat(Script.SEEN).hasSize(2);
    }
  }

  @Test
  void eventTimeWindowsKeepTheirWatermarkAndSendLateTuplesOn() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new FedSpout());
    builder
        .setBolt(
            "window",
            new Sums()
                .withTumblingWindow(new Duration(10, TimeUnit.MILLISECONDS))
                .withTimestampField("value")
                .withLag(new Duration(5, TimeUnit.MILLISECONDS))
                .withLateTupleStream("late"))
        .shuffleGrouping("spout");
    builder
        .setBolt(
            "late",
            new ScriptedBolt(
                (tuple, collector) ->
                    Script.SEEN.add("late " + ((Tuple) tuple.getValue(0)).getValue(0))))
        .shuffleGrouping("window", "late");
    Script.feed(1L, 1);
    Script.feed(9L, 2);
    Script.feed(17L, 3);
    try (TopologyHarness harness = harness(builder)) {
      harness.steps(3).advanceSeconds(1).deliver();
      assertThat(Script.SEEN).containsExactly("1+9");
      harness.checkpoint();
      harness.crash();

      Script.feed(11L, 4);
      Script.feed(12L, 5);
      Script.feed(31L, 6);
      harness.steps(3).advanceSeconds(1).deliver();
      assertThat(Script.SEEN).containsExactly("1+9", "late 11", "17+12");
    }
  }

  @Test
  void aStatefulWindowHasBothItsStateAndItsContent() {
    for (boolean persistent : new boolean[] {false, true}) {
      Script.clear();
      RunningTotal bolt = new RunningTotal();
      if (persistent) {
        bolt.withPersistence();
      }
      TopologyBuilder builder = new TopologyBuilder();
      builder.setSpout("spout", new CountingSpout(9));
      builder
          .setBolt("bolt", bolt.withTumblingWindow(Count.of(3)).withMessageIdField("value"))
          .shuffleGrouping("spout");
      try (TopologyHarness harness = harness(builder)) {
        harness.steps(5).checkpoint();
        harness.steps(3).crash().steps(9);

        assertThat(Script.SEEN).as("persistent: %s", persistent).containsExactly(3L, 15L, 15L, 36L);
      }
    }
  }

  @Test
  void whatABoltHoldsOfAWindowIsSavedThoughTheMessagesAreAcked() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new CountingSpout(4));
    builder
        .setBolt("window", new Emitting().withTumblingWindow(Count.of(2)))
        .shuffleGrouping("spout");
    builder
        .setBolt(
            "holder",
            new ScriptedBolt((tuple, collector) -> Script.SEEN.add("held " + tuple.getValue(0))))
        .shuffleGrouping("window");
    try (TopologyHarness harness = harness(builder)) {
      harness.steps(2).checkpoint();
      assertThat(Script.ACKED).containsExactly(0, 1);
      harness.checkpoint();

      harness.crash();
      assertThat(Script.SEEN).containsExactly("held 1", "held 1");
      harness.checkpoint();
      harness.crash();
      assertThat(Script.SEEN).hasSize(3);
    }
  }

  private static TopologyHarness stateful(IRichSpout spout) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", spout);
    builder.setBolt("bolt", new RunningSum()).shuffleGrouping("spout");
    return harness(builder);
  }

  private static TopologyHarness windowed(IRichSpout spout, IWindowedBolt bolt) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", spout);
    builder.setBolt("bolt", bolt).shuffleGrouping("spout");
    return harness(builder);
  }

  private static TopologyHarness harness(TopologyBuilder builder) {
    Map<String, Object> conf = new HashMap<>();
    conf.put(Config.TOPOLOGY_BOLTS_WATERMARK_EVENT_INTERVAL_MS, 100);
    return new TopologyHarness(builder.createTopology(), conf, Guarantee.EXACTLY_ONCE);
  }

  /** Sums up in its state. */
  private static final class RunningSum extends BaseStatefulBolt<KeyValueState<String, Long>> {
    private static final long serialVersionUID = 1L;
    private KeyValueState<String, Long> state;
    private OutputCollector collector;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
      collector = out;
      Script.CALLS.add("prepare");
    }

    @Override
    public void initState(KeyValueState<String, Long> given) {
      state = given;
      Script.CALLS.add("init " + given.get("sum"));
    }

    @Override
    public void execute(Tuple tuple) {
      long sum = state.get("sum", 0L) + tuple.getInteger(0);
      state.put("sum", sum);
      Script.SEEN.add(sum);
      collector.ack(tuple);
    }

    @Override
    public void prePrepare(long txid) {
      Script.CALLS.add("prePrepare " + txid);
    }

    @Override
    public void preCommit(long txid) {
      Script.CALLS.add("preCommit " + txid);
    }

    @Override
    public void preRollback() {
      Script.CALLS.add("preRollback");
    }

    @Override
    public void cleanup() {
      Script.CALLS.add("cleanup");
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }

  private static final class ThreadKeeper extends BaseStatefulBolt<KeyValueState<String, Object>> {
    private static final long serialVersionUID = 1L;
    private KeyValueState<String, Object> state;

    @Override
    public void initState(KeyValueState<String, Object> given) {
      state = given;
    }

    @Override
    public void execute(Tuple tuple) {
      state.put("thread", Thread.currentThread());
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {}

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
  }

  /** Notes what is in each window. */
  private static class Sums extends BaseWindowedBolt {
    private static final long serialVersionUID = 1L;

    @Override
    public void execute(TupleWindow window) {
      List<String> values = new ArrayList<>();
      window.get().forEach(tuple -> values.add("" + tuple.getValue(0)));
      Script.SEEN.add(String.join("+", values));
    }
  }

  /** Emits the sum of each window. */
  private static final class Emitting extends BaseWindowedBolt {
    private static final long serialVersionUID = 1L;
    private OutputCollector collector;

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
      collector = out;
    }

    @Override
    public void execute(TupleWindow window) {
      collector.emit(
          new Values(window.get().stream().mapToInt(tuple -> tuple.getInteger(0)).sum()));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("sum"));
    }
  }

  /** The sum over all windows so far. */
  private static final class RunningTotal
      extends BaseStatefulWindowedBolt<KeyValueState<String, Long>> {
    private static final long serialVersionUID = 1L;
    private KeyValueState<String, Long> state;

    @Override
    public void initState(KeyValueState<String, Long> given) {
      state = given;
    }

    @Override
    public void execute(TupleWindow window) {
      long sum = state.get("sum", 0L);
      for (Tuple tuple : window.get()) {
        sum += tuple.getInteger(0);
      }
      state.put("sum", sum);
      Script.SEEN.add(sum);
    }
  }
}
