package io.landfall.it.storm.trident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.it.storm.support.Collected;
import java.util.List;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.LocalDRPC;
import org.apache.storm.trident.Stream;
import org.apache.storm.trident.TridentState;
import org.apache.storm.trident.TridentTopology;
import org.apache.storm.trident.operation.BaseFilter;
import org.apache.storm.trident.operation.builtin.Count;
import org.apache.storm.trident.operation.builtin.FilterNull;
import org.apache.storm.trident.operation.builtin.MapGet;
import org.apache.storm.trident.operation.builtin.Sum;
import org.apache.storm.trident.spout.ITridentSpout;
import org.apache.storm.trident.testing.CountAsAggregator;
import org.apache.storm.trident.testing.FeederBatchSpout;
import org.apache.storm.trident.testing.FeederCommitterBatchSpout;
import org.apache.storm.trident.testing.IFeeder;
import org.apache.storm.trident.testing.MemoryMapState;
import org.apache.storm.trident.testing.Split;
import org.apache.storm.trident.testing.StringLength;
import org.apache.storm.trident.tuple.TridentTuple;
import org.apache.storm.trident.windowing.InMemoryWindowsStoreFactory;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.Test;

/** Trident on a local cluster, asked through DRPC. */
class TridentIT {

  private final String result = Collected.newName();

  @Test
  void countsWordsAndAnswersFromTheCounts() throws Exception {
    FeederBatchSpout feeder = new FeederBatchSpout(List.of("sentence"));

    assertCounts(feeder, feeder);
  }

  @Test
  void countsTheWordsOfASpoutThatTakesPartInCommits() throws Exception {
    FeederCommitterBatchSpout feeder = new FeederCommitterBatchSpout(List.of("sentence"));

    assertCounts(feeder, feeder);
  }

  private static void assertCounts(ITridentSpout<?> spout, IFeeder feeder) throws Exception {
    TridentTopology topology = new TridentTopology();
    TridentState counts =
        topology
            .newStream("sentences", spout)
            .each(new Fields("sentence"), new Split(), new Fields("word"))
            .groupBy(new Fields("word"))
            .persistentAggregate(new MemoryMapState.Factory(), new Count(), new Fields("count"))
            .parallelismHint(3);
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      topology
          .newDRPCStream("words", drpc)
          .each(new Fields("args"), new Split(), new Fields("word"))
          .groupBy(new Fields("word"))
          .stateQuery(counts, new Fields("word"), new MapGet(), new Fields("count"))
          .each(new Fields("count"), new FilterNull())
          .aggregate(new Fields("count"), new Sum(), new Fields("sum"));
      cluster.submitTopology("words", new Config(), topology.build());

      assertThat(drpc.execute("words", "the to")).isEqualTo("[[0]]");
      feeder.feed(List.of(new Values("the man said"), new Values("hello the")));
      assertThat(drpc.execute("words", "the hello")).isEqualTo("[[3]]");
      feeder.feed(List.of(new Values("the")));
      assertThat(drpc.execute("words", "the man said")).isEqualTo("[[5]]");
    }
  }

  @Test
  void mergesStreamsThatItSplit() throws Exception {
    TridentTopology topology = new TridentTopology();
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      Stream calls = topology.newDRPCStream("splitter", drpc);
      Stream words =
          calls
              .each(new Fields("args"), new Split(), new Fields("word"))
              .project(new Fields("word"));
      Stream lengths =
          calls
              .each(new Fields("args"), new StringLength(), new Fields("length"))
              .project(new Fields("length"));
      topology.merge(words, lengths);
      cluster.submitTopology("splitter", new Config(), topology.build());

      assertThat(drpc.execute("splitter", "hello")).isIn("[[5],[\"hello\"]]", "[[\"hello\"],[5]]");
      assertThat(drpc.execute("splitter", "a b").length())
          .isEqualTo("[[\"a\"],[\"b\"],[3]]".length());
    }
  }

  @Test
  void countsInWindowsOverBatches() throws Exception {
    FeederBatchSpout feeder = new FeederBatchSpout(List.of("word"));
    TridentTopology topology = new TridentTopology();
    topology
        .newStream("words", feeder)
        .tumblingWindow(
            3,
            new InMemoryWindowsStoreFactory(),
            new Fields("word"),
            new CountAsAggregator(),
            new Fields("count"))
        .each(new Fields("count"), new Collecting(result));
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("windows", new Config(), topology.build());
      for (int batch = 0; batch < 4; batch++) {
        feeder.feed(List.of(new Values("a"), new Values("b")));
      }

      // A batch that comes later takes along what the windows have given.
      await()
          .untilAsserted(
              () -> {
                feeder.feed(List.of());
                assertThat(Collected.of(result)).containsExactly(List.of(3L), List.of(3L));
              });
    }
  }

  @Test
  void countsABatchOnceAlthoughItIsReplayedWithOtherContent() throws Exception {
    TridentTopology topology = new TridentTopology();
    TridentState sum =
        topology
            .newStream("numbers", new OpaqueNumbers(100))
            .each(new Fields("number"), new FailingOnce(result))
            .persistentAggregate(
                new MemoryMapState.Factory(), new Fields("number"), new Sum(), new Fields("sum"));
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      topology
          .newDRPCStream("sum", drpc)
          .stateQuery(
              sum,
              new Fields("args"),
              new org.apache.storm.trident.operation.builtin.SnapshotGet(),
              new Fields("sum"))
          .project(new Fields("sum"));
      cluster.submitTopology("opaque", new Config(), topology.build());

      await().untilAsserted(() -> assertThat(drpc.execute("sum", "")).isEqualTo("[[5050]]"));
      assertThat(FailingOnce.failed(result)).as("numbers that failed once").hasSize(14);
    }
  }

  /** Collects values, and lets none through. */
  private static final class Collecting extends BaseFilter {
    private final String name;

    Collecting(String name) {
      this.name = name;
    }

    @Override
    public boolean isKeep(TridentTuple tuple) {
      Collected.add(name, List.copyOf(tuple.getValues()));
      return false;
    }
  }
}
