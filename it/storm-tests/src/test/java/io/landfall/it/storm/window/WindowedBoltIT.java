package io.landfall.it.storm.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.it.storm.support.Collected;
import io.landfall.it.storm.support.NumberSpout;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.IWindowedBolt;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.topology.base.BaseWindowedBolt;
import org.apache.storm.topology.base.BaseWindowedBolt.Count;
import org.apache.storm.topology.base.BaseWindowedBolt.Duration;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;
import org.apache.storm.windowing.TupleWindow;
import org.junit.jupiter.api.Test;

/** Windowed bolts at least once: by Storm's own window machinery, on Landfall's threads. */
class WindowedBoltIT {

  private final String result = Collected.newName();

  @Test
  void countsTuplesIntoTumblingWindows() throws Exception {
    assertWindows(new SumBolt().withTumblingWindow(new Count(5)), 20, 15, 40, 65, 90);
  }

  @Test
  void slidesACountWindow() throws Exception {
    // The first windows are not full yet, as on Storm.
    assertWindows(new SumBolt().withWindow(new Count(3), new Count(1)), 5, 1, 3, 6, 9, 12);
  }

  @Test
  void windowsByTheTimeInTheTuples() throws Exception {
    BaseWindowedBolt bolt =
        new SumBolt()
            .withTumblingWindow(new Duration(10, TimeUnit.SECONDS))
            .withTimestampField("ts")
            .withLag(new Duration(2, TimeUnit.SECONDS));

    // Numbers 1 to 10 have times up to 10 s, and so on; the last window is not over yet.
    assertWindows(bolt, 32, 55, 155, 255);
  }

  @Test
  void windowsByATimeThatAnExtractorOfTheUsersTells() throws Exception {
    // A second a number, as above, though the tuples' own times are not asked.
    assertWindows(
        new SumBolt()
            .withTumblingWindow(new Duration(10, TimeUnit.SECONDS))
            .withTimestampExtractor(tuple -> tuple.getIntegerByField("number") * 1_000L)
            .withLag(new Duration(2, TimeUnit.SECONDS)),
        32,
        55,
        155,
        255);
  }

  private void assertWindows(IWindowedBolt bolt, int numbers, Integer... sums) throws Exception {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new NumberSpout(numbers));
    builder.setBolt("sums", bolt).shuffleGrouping("numbers");
    builder.setBolt("result", new Collected.Bolt(result)).globalGrouping("sums");
    Config conf = new Config();
    conf.put(Config.TOPOLOGY_BOLTS_WATERMARK_EVENT_INTERVAL_MS, 50);
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("windows", conf, builder.createTopology());

      await()
          .untilAsserted(
              () ->
                  assertThat(Collected.of(result).stream().map(values -> values.get(0)))
                      .containsExactly((Object[]) sums));
    }
  }

  /** Emits the sum of each window. */
  private static final class SumBolt extends BaseWindowedBolt {
    private OutputCollector collector;

    @Override
    public void prepare(
        Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
      this.collector = collector;
    }

    @Override
    public void execute(TupleWindow window) {
      int sum = window.get().stream().mapToInt(tuple -> tuple.getIntegerByField("number")).sum();
      collector.emit(new Values(sum));
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
      declarer.declare(new Fields("sum"));
    }
  }
}
