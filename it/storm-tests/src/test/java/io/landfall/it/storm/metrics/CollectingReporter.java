package io.landfall.it.storm.metrics;

import com.codahale.metrics.MetricRegistry;
import io.landfall.it.storm.support.Collected;
import java.util.List;
import java.util.Map;
import org.apache.storm.metrics2.reporters.StormReporter;

/** Collects all counters when it is stopped. */
public final class CollectingReporter implements StormReporter {
  private MetricRegistry registry;
  private String result;

  @Override
  public void prepare(
      MetricRegistry metrics, Map<String, Object> topologyConf, Map<String, Object> reporterConf) {
    registry = metrics;
    result = (String) reporterConf.get("result");
  }

  @Override
  public void start() {}

  @Override
  public void stop() {
    registry
        .getCounters()
        .forEach((name, counter) -> Collected.add(result, List.of(name, counter.getCount())));
  }

  @Override
  public void close() {}
}
