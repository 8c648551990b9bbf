package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/** Each event is a result. */
final class SinkBolt extends AckingBolt {

  private static final long serialVersionUID = 1L;

  private transient SinkMeter sink;

  SinkBolt(boolean acks) {
    super(acks);
  }

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector output) {
    super.prepare(conf, context, output);
    sink = Stopwatch.newSink();
  }

  @Override
  protected void process(Tuple tuple) {
    Event event = (Event) tuple.getValue(0);
    sink.add(Mix.of(event.key, event.value));
  }
}
