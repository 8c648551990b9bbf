package io.landfall.it.storm.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.LocalCluster;
import org.apache.storm.Testing;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.grouping.CustomStreamGrouping;
import org.apache.storm.grouping.PartialKeyGrouping;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.task.WorkerTopologyContext;
import org.apache.storm.testing.CompleteTopologyParam;
import org.apache.storm.testing.FixedTuple;
import org.apache.storm.testing.MockedSources;
import org.apache.storm.testing.NGrouping;
import org.apache.storm.testing.TestWordSpout;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.Test;

/** Which tasks get a tuple, seen from the tuples that arrive there. */
class GroupingIT {

  private static final int TASKS = 4;

  @Test
  void aGroupingOfTheUsersChoosesTheTasks() throws Exception {
    // To the first two tasks each.
    assertThat(arrivals(100, bolt -> bolt.customGrouping("words", new NGrouping(2))))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0, 100, 1, 100));
  }

  @Test
  void aGroupingMayChooseByTheValues() throws Exception {
    assertThat(arrivals(90, bolt -> bolt.customGrouping("words", new ByLength())))
        .containsExactlyInAnyOrderEntriesOf(Map.of(1, 30, 2, 30, 3, 30));
  }

  @Test
  void partialKeyGroupingSpreadsAKeyOverTwoTasksEvenly() throws Exception {
    Map<Integer, Integer> arrivals =
        arrivals(
            100, bolt -> bolt.customGrouping("words", new PartialKeyGrouping(new Fields("word"))));

    assertThat(arrivals.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    assertThat(arrivals.size()).isGreaterThan(1);
  }

  @Test
  void shuffleGivesAllTasksEquallyMany() throws Exception {
    assertThat(arrivals(100, bolt -> bolt.shuffleGrouping("words")))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0, 25, 1, 25, 2, 25, 3, 25));
  }

  @Test
  void allAndGlobalAndLocalGroupingsReachTheirTasks() throws Exception {
    assertThat(arrivals(10, bolt -> bolt.allGrouping("words")))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0, 10, 1, 10, 2, 10, 3, 10));
    assertThat(arrivals(10, bolt -> bolt.globalGrouping("words")))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0, 10));
    assertThat(arrivals(8, bolt -> bolt.localOrShuffleGrouping("words")))
        .containsExactlyInAnyOrderEntriesOf(Map.of(0, 2, 1, 2, 2, 2, 3, 2));
  }

  private interface Subscription {
    void on(BoltDeclarer bolt);
  }

  /** How many tuples each task of the subscriber got, by its index. */
  private static Map<Integer, Integer> arrivals(int words, Subscription subscription)
      throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("words", new TestWordSpout(true));
    subscription.on(builder.setBolt("where", new WhereBolt(), TASKS));
    List<FixedTuple> tuples = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      tuples.add(new FixedTuple(new Values("w".repeat(1 + i % 3))));
    }
    CompleteTopologyParam param = new CompleteTopologyParam();
    param.setMockedSources(new MockedSources(Map.of("words", tuples)));
    try (LocalCluster cluster = new LocalCluster.Builder().withSimulatedTime().build()) {
      Map<Integer, Integer> counts = new HashMap<>();
      Testing.readTuples(
              Testing.completeTopology(cluster, builder.createTopology(), param), "where")
          .forEach(values -> counts.merge((Integer) values.get(0), 1, Integer::sum));
      return counts;
    }
  }

  /** Task index by the length of the word. */
  private static final class ByLength implements CustomStreamGrouping {
    private List<Integer> tasks;

    @Override
    public void prepare(
        WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
      tasks = targetTasks;
    }

    @Override
    public List<Integer> chooseTasks(int taskId, List<Object> values) {
      return List.of(tasks.get(((String) values.get(0)).length()));
    }
  }

  private static final class WhereBolt extends BaseRichBolt {
    private OutputCollector collector;
    private int index;

    @Override
    public void prepare(
        Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
      this.collector = collector;
      this.index = context.getThisTaskIndex();
    }

    @Override
    public void execute(Tuple input) {
      collector.emit(input, new Values(index));
      collector.ack(input);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("index"));
    }
  }
}
