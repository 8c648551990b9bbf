package io.landfall.starter;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.storm.drpc.LinearDRPCTopologyBuilder;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.state.State;
import org.apache.storm.streams.Pair;
import org.apache.storm.streams.PairStream;
import org.apache.storm.streams.StreamBuilder;
import org.apache.storm.streams.operations.mappers.ValueMapper;
import org.apache.storm.streams.windowing.TumblingWindows;
import org.apache.storm.topology.IWindowedBolt;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseStatefulWindowedBolt;
import org.apache.storm.topology.base.BaseWindowedBolt.Count;
import org.apache.storm.topology.base.BaseWindowedBolt.Duration;
import org.apache.storm.trident.TridentTopology;
import org.apache.storm.trident.testing.MemoryMapState;
import org.apache.storm.tuple.Fields;

/** All topologies by name; each writes to a folder of its name. */
final class Topologies {

  /** The function that the DRPC topology answers. */
  static final String FUNCTION = "exclaim";

  private static final int TRIDENT_BATCHES = 10;
  private static final int WINDOW_MS = 200;

  private final String folder;
  private final int count;
  private final int perSecond;

  /**
   * @param count how many numbers each topology works on
   * @param perSecond how many of them it gets a second; 0 for as many as it takes
   */
  Topologies(String folder, int count, int perSecond) {
    this.folder = folder;
    this.count = count;
    this.perSecond = perSecond;
  }

  Map<String, Supplier<StormTopology>> all() {
    Map<String, Supplier<StormTopology>> all = new LinkedHashMap<>();
    all.put("wordcount", this::wordCount);
    all.put("stateful", this::stateful);
    window(all, "tumbling-count", new WindowSum().withTumblingWindow(Count.of(10)));
    window(all, "sliding-count", new WindowSum().withWindow(Count.of(10), Count.of(4)));
    window(all, "tumbling-time", new WindowNews().withTumblingWindow(ms(WINDOW_MS)));
    window(all, "sliding-time", new WindowNews().withWindow(ms(2 * WINDOW_MS), ms(WINDOW_MS)));
    all.put("event-time", this::eventTime);
    windowState(all, "stateful-window", new WindowTotal().withMessageIdField("time"));
    windowState(all, "persistent-window", new WindowTotal().withPersistence());
    all.put("trident", this::trident);
    all.put("streams-state", this::streamsState);
    all.put("streams-reduce", this::streamsReduce);
    all.put("streams-window", this::streamsWindow);
    all.put("multilang", this::multilang);
    all.put("custom-grouping", this::customGrouping);
    all.put("direct-grouping", this::directGrouping);
    all.put("batching", this::batching);
    all.put("cyclic", this::cyclic);
    return all;
  }

  /** The one that answers calls rather than ending by itself. */
  static StormTopology drpc() {
    LinearDRPCTopologyBuilder builder = new LinearDRPCTopologyBuilder(FUNCTION);
    builder.addBolt(new Exclaim(), 2);
    return builder.createRemoteTopology();
  }

  private static Duration ms(int value) {
    return new Duration(value, MILLISECONDS);
  }

  private String output(String name) {
    return folder + "/" + name;
  }

  private TopologyBuilder numbers() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new Numbers(count, perSecond));
    return builder;
  }

  private StormTopology wordCount() {
    TopologyBuilder builder = numbers();
    builder.setBolt("words", new Sentences(), 2).shuffleGrouping("numbers");
    builder
        .setBolt("result", new Tally(output("wordcount")), 2)
        .fieldsGrouping("words", new Fields("word"));
    return builder.createTopology();
  }

  private StormTopology stateful() {
    TopologyBuilder builder = numbers();
    builder.setBolt("count", new StatefulCount(), 2).fieldsGrouping("numbers", new Fields("digit"));
    builder.setBolt("result", new Tally(output("stateful"))).globalGrouping("count");
    return builder.createTopology();
  }

  private void window(Map<String, Supplier<StormTopology>> all, String name, IWindowedBolt window) {
    all.put(
        name,
        () -> {
          TopologyBuilder builder = numbers();
          builder.setBolt("window", window).globalGrouping("numbers");
          builder.setBolt("result", new Tally(output(name))).globalGrouping("window");
          return builder.createTopology();
        });
  }

  private <T extends State> void windowState(
      Map<String, Supplier<StormTopology>> all, String name, BaseStatefulWindowedBolt<T> window) {
    all.put(
        name,
        () -> {
          TopologyBuilder builder = numbers();
          builder
              .setBolt("window", window.withWindow(Count.of(10), Count.of(4)))
              .globalGrouping("numbers");
          builder.setBolt("result", new Tally(output(name))).globalGrouping("window");
          return builder.createTopology();
        });
  }

  private StormTopology eventTime() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("timed", new TimedSpout(count, perSecond));
    builder
        .setBolt(
            "window",
            new WindowSum()
                .withTumblingWindow(ms(WINDOW_MS))
                .withTimestampField("time")
                .withLag(ms(WINDOW_MS))
                .withLateTupleStream("late"))
        .globalGrouping("timed");
    builder.setBolt("late", new LateNumbers()).globalGrouping("window", "late");
    builder
        .setBolt("result", new Tally(output("event-time")))
        .globalGrouping("window")
        .globalGrouping("late");
    return builder.createTopology();
  }

  private StormTopology trident() {
    TridentTopology topology = new TridentTopology();
    topology
        .newStream("digits", new OpaqueWords(count, Math.max(1, count / TRIDENT_BATCHES)))
        .groupBy(new Fields("digit"))
        .persistentAggregate(
            new MemoryMapState.Factory(),
            new org.apache.storm.trident.operation.builtin.Count(),
            new Fields("count"))
        .parallelismHint(2)
        .newValuesStream()
        .each(new Fields("digit", "count"), new LastCounts(output("trident")));
    return topology.build();
  }

  private PairStream<Integer, Integer> digits(StreamBuilder builder) {
    return builder
        .newStream(new Numbers(count, perSecond), new ValueMapper<Integer>(1))
        .mapToPair(digit -> Pair.of(digit, 1));
  }

  private StormTopology streamsState() {
    StreamBuilder builder = new StreamBuilder();
    digits(builder)
        .updateStateByKey(0, (sum, one) -> sum + one)
        .toPairStream()
        .map(pair -> pair.getFirst() + " " + pair.getSecond())
        .to(new Tally(output("streams-state")));
    return builder.build();
  }

  private StormTopology streamsReduce() {
    StreamBuilder builder = new StreamBuilder();
    digits(builder)
        .reduceByKey(Integer::sum)
        .map(pair -> pair.getFirst() + " " + pair.getSecond())
        .to(new Tally(output("streams-reduce")));
    return builder.build();
  }

  private StormTopology streamsWindow() {
    StreamBuilder builder = new StreamBuilder();
    digits(builder)
        .window(TumblingWindows.of(Count.of(20)))
        .reduceByKey(Integer::sum)
        .map(pair -> pair.getFirst() + " " + pair.getSecond())
        .to(new Tally(output("streams-window")));
    return builder.build();
  }

  private StormTopology multilang() {
    TopologyBuilder builder = numbers();
    builder.setBolt("exclaim", new PythonExclaim()).shuffleGrouping("numbers");
    builder.setBolt("result", new Tally(output("multilang"))).globalGrouping("exclaim");
    return builder.createTopology();
  }

  private StormTopology customGrouping() {
    TopologyBuilder builder = numbers();
    builder
        .setBolt("result", new Tally(output("custom-grouping")), 2)
        .customGrouping("numbers", new OddTasks());
    return builder.createTopology();
  }

  private StormTopology directGrouping() {
    TopologyBuilder builder = numbers();
    builder.setBolt("director", new Director()).shuffleGrouping("numbers");
    builder.setBolt("result", new Tally(output("direct-grouping")), 2).directGrouping("director");
    return builder.createTopology();
  }

  private StormTopology batching() {
    TopologyBuilder builder = numbers();
    builder.setBolt("batching", new Batching(), 2).shuffleGrouping("numbers");
    builder.setBolt("result", new Tally(output("batching"))).globalGrouping("batching");
    return builder.createTopology();
  }

  private StormTopology cyclic() {
    TopologyBuilder builder = numbers();
    builder
        .setBolt("countdown", new Countdown(), 2)
        .shuffleGrouping("numbers")
        .shuffleGrouping("countdown", "again");
    builder.setBolt("result", new Tally(output("cyclic"))).globalGrouping("countdown", "done");
    return builder.createTopology();
  }
}
