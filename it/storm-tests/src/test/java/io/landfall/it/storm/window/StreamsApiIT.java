package io.landfall.it.storm.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.it.storm.support.Collected;
import io.landfall.it.storm.support.NumberSpout;
import java.util.HashMap;
import java.util.List;
import org.apache.storm.Config;
import org.apache.storm.LocalCluster;
import org.apache.storm.streams.Pair;
import org.apache.storm.streams.StreamBuilder;
import org.apache.storm.streams.operations.mappers.ValueMapper;
import org.apache.storm.streams.windowing.TumblingWindows;
import org.apache.storm.topology.base.BaseWindowedBolt.Count;
import org.junit.jupiter.api.Test;

/** The streams API, whose bolts are Storm's own. */
class StreamsApiIT {

  private final String result = Collected.newName();

  @Test
  void filtersMapsAndReducesByKeyInWindows() throws Exception {
    String name = result;
    StreamBuilder builder = new StreamBuilder();
    builder
        .newStream(new NumberSpout(12), new ValueMapper<Integer>(0))
        .window(TumblingWindows.of(Count.of(6)))
        .filter(number -> number % 3 != 0)
        .mapToPair(number -> Pair.of(number % 2 == 0 ? "even" : "odd", number))
        .reduceByKey(Integer::sum)
        .forEach(pair -> Collected.add(name, List.of(pair.getFirst(), pair.getSecond())));
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("streams", new Config(), builder.build());

      await()
          .untilAsserted(
              () ->
                  assertThat(Collected.of(result))
                      .containsExactlyInAnyOrder(
                          List.of("odd", 6),
                          List.of("even", 6),
                          List.of("odd", 18),
                          List.of("even", 18)));
    }
  }

  @Test
  void keepsStateByKey() throws Exception {
    String name = result;
    StreamBuilder builder = new StreamBuilder();
    builder
        .newStream(new NumberSpout(6), new ValueMapper<Integer>(0))
        .mapToPair(number -> Pair.of(number % 2 == 0 ? "even" : "odd", number))
        .updateStateByKey(0, (sum, number) -> sum + number)
        .toPairStream()
        .peek(pair -> Collected.add(name, List.of(pair.getFirst(), pair.getSecond())));
    Config conf = new Config();
    conf.put(Config.TOPOLOGY_STATE_CHECKPOINT_INTERVAL, 100);
    try (LocalCluster cluster = new LocalCluster()) {
      cluster.submitTopology("streams-state", new HashMap<>(conf), builder.build());

      await()
          .untilAsserted(
              () ->
                  assertThat(Collected.of(result))
                      .contains(List.of("odd", 9), List.of("even", 12)));
    }
  }
}
