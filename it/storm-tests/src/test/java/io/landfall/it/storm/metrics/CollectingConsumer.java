package io.landfall.it.storm.metrics;

import io.landfall.it.storm.support.Collected;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.storm.metric.api.IMetricsConsumer;
import org.apache.storm.task.IErrorReporter;
import org.apache.storm.task.TopologyContext;

/** Collects name and value of each data point of bolt {@code count}. */
public final class CollectingConsumer implements IMetricsConsumer {
  private String result;

  @Override
  public void prepare(
      Map<String, Object> conf,
      Object registrationArgument,
      TopologyContext context,
      IErrorReporter errorReporter) {
    result = (String) registrationArgument;
  }

  @Override
  public void handleDataPoints(TaskInfo task, Collection<DataPoint> points) {
    if (task.srcComponentId.equals("count") || task.srcComponentId.equals("words")) {
      points.forEach(point -> Collected.add(result, List.of(point.name, point.value)));
    }
  }

  @Override
  public void cleanup() {}
}
