package io.landfall.storm.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.api.option.Options;
import io.landfall.runtime.job.NativeEngine;
import io.landfall.storm.conf.Guarantee;
import io.landfall.storm.local.LocalSettings;
import io.landfall.storm.local.LocalTopologies;
import io.landfall.storm.local.RunningTopology;
import io.landfall.storm.testing.Script;
import io.landfall.storm.testing.Script.CountingSpout;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LocalTopologiesTest {

  @BeforeEach
  void clear() {
    Script.clear();
  }

  private static StormTopology topology() {
    TopologyBuilder builder = new TopologyBuilder();
    builder.setSpout("numbers", new CountingSpout(1));
    return builder.createTopology();
  }

  @Test
  void whoeverHearsFirstThatATopologyHasEndedFindsItGoneAndItsNameFree() throws Exception {
    LocalSettings settings =
        new LocalSettings(
            Utils.readDefaultConfig(),
            Options.DEFAULTS,
            Guarantee.AT_LEAST_ONCE,
            running -> {},
            null);
    try (LocalTopologies topologies = new LocalTopologies(new NativeEngine(), settings)) {
      RunningTopology first = topologies.submit("again", new HashMap<>(), topology(), null);
      // What is asked for last is told first.
      CompletableFuture<RunningTopology> second =
          first
              .handle()
              .termination()
              .thenApply(
                  status -> {
                    assertThat(topologies.all()).isEmpty();
                    assertThat(topologies.find("again")).isNull();
                    assertThat(topologies.findById(first.plan().stormId())).isNull();
                    try {
                      return topologies.submit("again", new HashMap<>(), topology(), null);
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  });

      topologies.kill(first, 0);

      RunningTopology running = second.get(30, TimeUnit.SECONDS);
      topologies.endNow(first);
      assertThat(topologies.find("again")).isSameAs(running);
    }
  }
}
