package io.landfall.storm.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.storm.testing.Await;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.CountingSpout;
import io.landfall.storm.testing.Script.FedSpout;
import io.landfall.storm.testing.Script.ScriptedBolt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.InvalidTopologyException;
import org.apache.storm.generated.NotAliveException;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topologies on the real engine, through Storm's own class for tests. */
@Timeout(60)
class LocalClusterTest {

  private static final AtomicInteger CRASHES = new AtomicInteger();
  private LocalCluster cluster;

  @BeforeEach
  void start() throws Exception {
    Script.clear();
    CRASHES.set(0);
    cluster = new LocalCluster();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static TopologyBuilder numbers(int count, Script.Action action) {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new CountingSpout(count));
    builder
        .setBolt("bolt", new ScriptedBolt(action), 2)
        .setNumTasks(4)
        .fieldsGrouping("numbers", new Fields("value"));
    return builder;
  }

  @Test
  void runsATopologyAndAcksEveryMessage() throws Exception {
    int count = 20_000;
    TopologyBuilder builder = numbers(count, (tuple, collector) -> collector.ack(tuple));

    cluster.submitTopology("all", new HashMap<>(), builder.createTopology());

    Await.until(() -> Script.ACKED.size() == count);
    assertThat(Script.FAILED).isEmpty();
    assertThat(cluster.getTopologySummaryByName("all").get_status()).isEqualTo("ACTIVE");
    assertThat(cluster.getTopologyInfoByName("all").get_executors()).hasSize(3);
  }

  @Test
  void takesAcksAndEmitsFromForeignThreads() throws Exception {
    int count = 500;
    TopologyBuilder whole = new TopologyBuilder();
    whole.setSpout("numbers", new CountingSpout(count));
    whole
        .setBolt(
            "threads",
            new ScriptedBolt(
                (tuple, collector) ->
                    new Thread(
                            () -> {
                              collector.emit(tuple, new Values(tuple.getValue(0)));
                              collector.ack(tuple);
                            })
                        .start(),
                "value"))
        .shuffleGrouping("numbers");
    whole
        .setBolt(
            "leaf",
            new ScriptedBolt(
                (tuple, collector) -> {
                  Script.SEEN.add(tuple.getValue(0));
                  collector.ack(tuple);
                }))
        .shuffleGrouping("threads");

    cluster.submitTopology("threads", new HashMap<>(), whole.createTopology());

    Await.until(() -> Script.ACKED.size() == count);
    assertThat(Script.SEEN).hasSize(count);
  }

  @Test
  void sendsTuplesRoundACycle() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new CountingSpout(50));
    builder
        .setBolt(
            "down",
            new ScriptedBolt(
                (tuple, collector) -> {
                  int value = tuple.getInteger(0);
                  if (value > 0) {
                    collector.emit(tuple, new Values(value - 1));
                  }
                  collector.ack(tuple);
                },
                "value"))
        .shuffleGrouping("numbers")
        .shuffleGrouping("down");

    cluster.submitTopology("cycle", new HashMap<>(), builder.createTopology());

    Await.until(() -> Script.ACKED.size() == 50);
  }

  @Test
  void startsAnewAfterAnExceptionAndReplaysWhatWasNotAcked() throws Exception {
    TopologyBuilder builder =
        numbers(
            100,
            (tuple, collector) -> {
              if (tuple.getInteger(0) == 50 && CRASHES.incrementAndGet() == 1) {
                throw new IllegalStateException("crash");
              }
              Script.SEEN.add(tuple.getValue(0));
              collector.ack(tuple);
            });

    cluster.submitTopology("crash", new HashMap<>(), builder.createTopology());

    Await.until(() -> Script.SEEN.contains(50) && Script.SEEN.contains(99));
    assertThat(CRASHES.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void countsExactlyOnceThroughCrashesIfAskedTo() throws Exception {
    int count = 400;
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new CountingSpout(count));
    builder.setBolt("sum", new CrashingSum(count)).shuffleGrouping("numbers");
    Map<String, Object> conf = new HashMap<>();
    conf.put("landfall.guarantee", "exactly-once");
    conf.put("landfall.checkpoint.interval", "20ms");
    conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 20);

    cluster.submitTopology("exact", conf, builder.createTopology());

    Await.until(
        () ->
            Script.ACKED.containsAll(java.util.stream.IntStream.range(0, count).boxed().toList()));
    assertThat(Script.SEEN.get(Script.SEEN.size() - 1)).isEqualTo(count * (count - 1) / 2);
    assertThat(CRASHES.get()).isEqualTo(3);
  }

  /** Counts how often each number passes, and crashes twice. */
  public static final class CycleBolt extends org.apache.storm.topology.base.BaseBasicBolt {
    private static final long serialVersionUID = 1L;
    private final Map<Integer, Integer> passes = new HashMap<>();
    private int executed;

    @Override
    public void execute(Tuple tuple, org.apache.storm.topology.BasicOutputCollector collector) {
      executed++;
      if (executed == 1_000 * (CRASHES.get() + 1) && CRASHES.get() < 2) {
        CRASHES.incrementAndGet();
        throw new IllegalStateException("crash after " + executed);
      }
      int value = tuple.getInteger(0);
      passes.merge(value, 1, Integer::sum);
      if (value > 0) {
        collector.emit(new Values(value - 1));
      }
      Script.SEEN.clear();
      Script.SEEN.add(new HashMap<>(passes));
      java.util.concurrent.locks.LockSupport.parkNanos(20_000);
    }

    @Override
    public void declareOutputFields(org.apache.storm.topology.OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("value"));
    }
  }

  @Test
  void countsExactlyOnceRoundACycleThroughCrashes() throws Exception {
    int count = 100;
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new CountingSpout(count));
    builder.setBolt("cycle", new CycleBolt()).shuffleGrouping("numbers").shuffleGrouping("cycle");
    Map<String, Object> conf = new HashMap<>();
    conf.put("landfall.guarantee", "exactly-once");
    conf.put("landfall.checkpoint.interval", "15ms");

    cluster.submitTopology("cycle", conf, builder.createTopology());

    List<Integer> all = java.util.stream.IntStream.range(0, count).boxed().toList();
    Await.until(() -> Script.ACKED.containsAll(all));
    Map<Integer, Integer> expected = new HashMap<>();
    all.forEach(value -> expected.put(value, count - value));
    assertThat(Script.SEEN.get(0)).isEqualTo(expected);
    assertThat(CRASHES.get()).isEqualTo(2);
    assertThat(Script.FAILED).isEmpty();
  }

  /** Sums slowly, and crashes three times on the way. */
  public static final class CrashingSum extends org.apache.storm.topology.base.BaseBasicBolt {
    private static final long serialVersionUID = 1L;
    private final int count;
    private int sum;

    CrashingSum(int count) {
      this.count = count;
    }

    @Override
    public void execute(Tuple tuple, org.apache.storm.topology.BasicOutputCollector collector) {
      int value = tuple.getInteger(0);
      // An ack means that a checkpoint was durable: so there is one to go back to.
      int quarter = count / 4 * CRASHES.get();
      if (CRASHES.get() < 3 && value > quarter + count / 4 && Script.ACKED.contains(quarter)) {
        CRASHES.incrementAndGet();
        throw new IllegalStateException("crash at " + value);
      }
      sum += value;
      Script.SEEN.add(sum);
      java.util.concurrent.locks.LockSupport.parkNanos(500_000);
    }

    @Override
    public void declareOutputFields(org.apache.storm.topology.OutputFieldsDeclarer declarer) {}
  }

  /** Does all its work on a thread of its own. */
  public static final class ForeignBolt extends org.apache.storm.topology.base.BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private transient java.util.concurrent.ExecutorService pool;
    private transient org.apache.storm.task.OutputCollector collector;

    @Override
    public void prepare(
        Map<String, Object> conf,
        org.apache.storm.task.TopologyContext context,
        org.apache.storm.task.OutputCollector c) {
      collector = c;
      pool = java.util.concurrent.Executors.newSingleThreadExecutor();
    }

    @Override
    public void execute(Tuple tuple) {
      pool.execute(
          () -> {
            collector.emit(tuple, new Values(tuple.getValue(0)));
            // Most barriers fall between the two.
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            collector.ack(tuple);
          });
    }

    @Override
    public void cleanup() {
      pool.shutdown();
    }

    @Override
    public void declareOutputFields(org.apache.storm.topology.OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("value"));
    }
  }

  @Test
  void countsExactlyOnceWhatForeignThreadsEmitThroughCrashes() throws Exception {
    int count = 400;
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new CountingSpout(count));
    builder.setBolt("foreign", new ForeignBolt()).shuffleGrouping("numbers");
    builder.setBolt("sum", new CrashingSum(count)).shuffleGrouping("foreign");
    Map<String, Object> conf = new HashMap<>();
    conf.put("landfall.guarantee", "exactly-once");
    conf.put("landfall.checkpoint.interval", "20ms");
    conf.put(Config.TOPOLOGY_MAX_SPOUT_PENDING, 20);

    cluster.submitTopology("foreign", conf, builder.createTopology());

    Await.until(
        () ->
            Script.ACKED.containsAll(java.util.stream.IntStream.range(0, count).boxed().toList()));
    assertThat(Script.SEEN.get(Script.SEEN.size() - 1)).isEqualTo(count * (count - 1) / 2);
    assertThat(CRASHES.get()).isEqualTo(3);
  }

  @Test
  void sendsTicksToTheTasksOfAComponentThatAsksForThem() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new FedSpout());
    builder
        .setBolt(
            "ticking",
            new ScriptedBolt(
                (tuple, collector) ->
                    Script.SEEN.add(tuple.getSourceStreamId() + tuple.getValue(0))))
        .shuffleGrouping("spout")
        .addConfiguration(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 1);

    cluster.submitTopology("ticks", new HashMap<>(), builder.createTopology());

    Await.until(() -> Script.SEEN.contains("__tick1"));
  }

  @Test
  void killsATopologyAndFreesItsName() throws Exception {
    TopologyBuilder builder = numbers(10, (tuple, collector) -> collector.ack(tuple));
    cluster.submitTopology("again", new HashMap<>(), builder.createTopology());
    assertThatThrownBy(
            () -> cluster.submitTopology("again", new HashMap<>(), builder.createTopology()))
        .isInstanceOf(InvalidTopologyException.class);

    cluster.killTopologyWithOpts("again", LocalCluster.KILL_NOW);

    Await.until(() -> cluster.getTopologySummaries().isEmpty());
    assertThatThrownBy(() -> cluster.deactivate("again")).isInstanceOf(NotAliveException.class);
    try (LocalCluster.LocalTopology topology =
        cluster.submitTopology("again", new HashMap<>(), builder.createTopology())) {
      assertThat(topology.get_spouts()).containsKey("numbers");
    }
    assertThat(cluster.getTopologySummaries()).isEmpty();
  }

  @Test
  void keepsTheOrderBetweenTwoTasksAcrossStreams() throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("spout", new FedSpout());
    builder
        .setBolt("bolt", new ScriptedBolt((tuple, collector) -> Script.SEEN.add(tuple.getValue(0))))
        .globalGrouping("spout")
        .globalGrouping("spout", "other");
    for (int i = 0; i < 2_000; i++) {
      Script.TO_EMIT.add(new Script.Emit(i % 3 == 0 ? "other" : "default", new Values(i), null));
    }

    cluster.submitTopology("order", new HashMap<>(), builder.createTopology());

    Await.until(() -> Script.SEEN.size() == 2_000);
    List<Object> expected = new java.util.ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      expected.add(i);
    }
    assertThat(Script.SEEN).isEqualTo(expected);
  }
}
