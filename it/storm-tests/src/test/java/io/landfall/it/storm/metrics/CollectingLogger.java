package io.landfall.it.storm.metrics;

import io.landfall.it.storm.support.Collected;
import java.util.List;
import java.util.Map;
import org.apache.storm.metric.IEventLogger;
import org.apache.storm.task.TopologyContext;

/** Collects component and values of each event. */
public final class CollectingLogger implements IEventLogger {
  private String result;

  @Override
  public void prepare(
      Map<String, Object> conf, Map<String, Object> arguments, TopologyContext context) {
    result = (String) arguments.get("result");
  }

  @Override
  public void log(EventInfo event) {
    Collected.add(result, List.of(event.getComponent(), event.getValues()));
  }

  @Override
  public void close() {}
}
