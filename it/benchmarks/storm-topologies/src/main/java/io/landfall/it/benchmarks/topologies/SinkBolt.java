package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.io.Serializable;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/** Each event is a result; what is taken of it is for the work to say. */
final class SinkBolt extends AckingBolt {

  private static final long serialVersionUID = 1L;

  /** Adds one result. */
  interface Adding extends Serializable {
    void add(SinkMeter sink, Event event);
  }

  private final Adding adding;
  private transient SinkMeter sink;

  SinkBolt(boolean acks, Adding adding) {
    super(acks);
    this.adding = adding;
  }

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector output) {
    super.prepare(conf, context, output);
    sink = Stopwatch.newSink();
  }

  @Override
  protected void process(Tuple tuple) {
    adding.add(sink, (Event) tuple.getValue(0));
  }
}
