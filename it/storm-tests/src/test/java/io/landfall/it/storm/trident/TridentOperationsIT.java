package io.landfall.it.storm.trident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.it.storm.support.Collected;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.LocalDRPC;
import org.apache.storm.trident.Stream;
import org.apache.storm.trident.TridentState;
import org.apache.storm.trident.TridentTopology;
import org.apache.storm.trident.operation.builtin.Count;
import org.apache.storm.trident.operation.builtin.MapGet;
import org.apache.storm.trident.operation.builtin.Sum;
import org.apache.storm.trident.testing.FeederBatchSpout;
import org.apache.storm.trident.testing.Split;
import org.apache.storm.trident.testing.StringLength;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What Trident does with streams, and its kinds of spouts and states. */
@Timeout(60)
class TridentOperationsIT {

  private static final Fields WORD = new Fields("word");

  @Test
  void joinsTwoStreamsByAField() throws Exception {
    assertAnswers(
        (topology, calls) -> {
          Stream lengths =
              words(calls)
                  .each(WORD, new StringLength(), new Fields("length"))
                  .project(new Fields("word", "length"));
          Stream counts = words(calls).groupBy(WORD).aggregate(new Count(), new Fields("count"));
          topology.join(lengths, WORD, counts, WORD, new Fields("word", "length", "count"));
        },
        ask -> assertThat(ask.apply("hello")).isEqualTo("[[\"hello\",5,1]]"));
  }

  @Test
  void countsGroupsOfABatch() throws Exception {
    assertAnswers(
        (topology, calls) -> words(calls).groupBy(WORD).aggregate(new Count(), new Fields("count")),
        ask ->
            assertThat(ask.apply("b a b")).isIn("[[\"a\",1],[\"b\",2]]", "[[\"b\",2],[\"a\",1]]"));
  }

  @Test
  void aggregatesInPartitionsAndThenAll() throws Exception {
    assertAnswers(
        (topology, calls) ->
            words(calls)
                .partitionBy(WORD)
                .partitionAggregate(WORD, new Count(), new Fields("part"))
                .parallelismHint(3)
                .aggregate(new Fields("part"), new Sum(), new Fields("sum")),
        ask -> assertThat(ask.apply("one two three two one")).isEqualTo("[[5]]"));
  }

  @Test
  void aTransactionalStateHasEachBatchOnceAlthoughItIsReplayed() throws Exception {
    String test = Collected.newName();
    TridentTopology topology = new TridentTopology();
    TridentState sums =
        topology
            .newStream("numbers", new TransactionalNumbers(100))
            .each(new Fields("number"), new FailingOnce(test))
            .groupBy(new Fields("parity"))
            .persistentAggregate(
                MapBacking.transactional(), new Fields("number"), new Sum(), new Fields("sum"));
    assertSums(topology, sums, () -> {});
    assertThat(FailingOnce.failed(test)).as("numbers that failed once").hasSize(14);
  }

  @Test
  void aNonTransactionalStateHasWhatNoBatchRepeats() throws Exception {
    FeederBatchSpout feeder = new FeederBatchSpout(List.of("number", "parity"));
    TridentTopology topology = new TridentTopology();
    TridentState sums =
        topology
            .newStream("numbers", feeder)
            .groupBy(new Fields("parity"))
            .persistentAggregate(
                MapBacking.nonTransactional(), new Fields("number"), new Sum(), new Fields("sum"));
    assertSums(
        topology,
        sums,
        () ->
            feeder.feed(
                IntStream.rangeClosed(1, 100)
                    .mapToObj(number -> new Values(number, number % 2 == 0 ? "even" : "odd"))
                    .toList()));
  }

  private static void assertSums(TridentTopology topology, TridentState sums, Runnable onStart)
      throws Exception {
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      topology
          .newDRPCStream("sum", drpc)
          .stateQuery(sums, new Fields("args"), new MapGet(), new Fields("sum"))
          .project(new Fields("sum"));
      cluster.submitTopology("sums", new Config(), topology.build());
      onStart.run();

      await().untilAsserted(() -> assertThat(drpc.execute("sum", "even")).isEqualTo("[[2550]]"));
      await().untilAsserted(() -> assertThat(drpc.execute("sum", "odd")).isEqualTo("[[2500]]"));
    }
  }

  private static Stream words(Stream calls) {
    return calls.each(new Fields("args"), new Split(), WORD).project(WORD);
  }

  /** Makes what answers the calls of a topology. */
  private interface Shape {
    void on(TridentTopology topology, Stream calls);
  }

  private static void assertAnswers(Shape shape, Consumer<Function<String, String>> assertions)
      throws Exception {
    TridentTopology topology = new TridentTopology();
    try (LocalDRPC drpc = new LocalDRPC();
        LocalCluster cluster = new LocalCluster()) {
      shape.on(topology, topology.newDRPCStream("ask", drpc));
      cluster.submitTopology("asked", new Config(), topology.build());
      assertions.accept(
          words -> {
            try {
              return drpc.execute("ask", words);
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          });
    }
  }
}
