package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.RunSpec;
import java.util.Optional;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;

/** Which topology does which work. */
final class Topologies {

  private static final String SPOUT = "spout";

  private final RunSpec spec;
  private final boolean acks;
  private final int parallelism;
  private final TopologyBuilder builder = new TopologyBuilder();

  private Topologies(RunSpec spec) {
    this.spec = spec;
    acks = Settings.acks(spec);
    parallelism = spec.parallelism();
  }

  /** Empty if Storm does not do that work. */
  static Optional<StormTopology> of(RunSpec spec) {
    Topologies topologies = new Topologies(spec);
    switch (spec.work()) {
      case W1, W9 -> topologies.countWords(spec.parallelism());
      case W10 -> topologies.countWords(countTasks(spec));
      case W2 -> topologies.sumWindows();
      case W3 -> topologies.passThroughByKey();
      case W4 -> topologies.shuffle();
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(topologies.builder.createTopology());
  }

  /** Half of the executors, where their number is given. */
  private static int countTasks(RunSpec spec) {
    return spec.extra().containsKey("executors") ? 2 * spec.parallelism() : spec.parallelism();
  }

  private void countWords(int countTasks) {
    builder.setSpout(SPOUT, new SentenceSpout(spec), parallelism);
    builder.setBolt("split", new SplitBolt(acks), parallelism).shuffleGrouping(SPOUT);
    builder
        .setBolt("count", new CountBolt(acks), countTasks)
        .fieldsGrouping("split", new Fields(SplitBolt.WORD));
  }

  private void sumWindows() {
    builder.setSpout(SPOUT, new WindowedEventSpout(spec), parallelism);
    builder
        .setBolt("sum", new WindowSumBolt(acks, spec.records(), SPOUT), parallelism)
        .fieldsGrouping(SPOUT, new Fields(EventSpout.KEY));
  }

  private void passThroughByKey() {
    builder.setSpout(SPOUT, new TimedEventSpout(spec), parallelism);
    builder
        .setBolt("count", new CountKeyBolt(acks), parallelism)
        .fieldsGrouping(SPOUT, new Fields(EventSpout.KEY));
    builder
        .setBolt(
            "sink",
            new SinkBolt(acks, (sink, event) -> sink.addTimed(event.value, event.time)),
            parallelism)
        .localOrShuffleGrouping("count");
  }

  private void shuffle() {
    builder.setSpout(SPOUT, new SharedEventSpout(spec), parallelism);
    builder.setBolt("first", new NextBolt(acks), parallelism).shuffleGrouping(SPOUT);
    builder.setBolt("second", new NextBolt(acks), parallelism).shuffleGrouping("first");
    builder
        .setBolt(
            "sink",
            new SinkBolt(acks, (sink, event) -> sink.add(Mix.of(event.key, event.value))),
            parallelism)
        .shuffleGrouping("second");
  }
}
