package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Mix;
import io.landfall.it.benchmarks.workload.SinkMeter;
import io.landfall.it.benchmarks.workload.Stopwatch;
import java.util.HashMap;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/** Counts words; each count is a result. */
final class CountBolt extends AckingBolt {

  private static final long serialVersionUID = 1L;

  private final Map<String, Long> counts = new HashMap<>();
  private transient SinkMeter sink;

  CountBolt(boolean acks) {
    super(acks);
  }

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector output) {
    super.prepare(conf, context, output);
    sink = Stopwatch.newSink();
  }

  @Override
  protected void process(Tuple tuple) {
    String word = tuple.getString(0);
    long count = counts.merge(word, 1L, Long::sum);
    sink.add(Mix.of(word.hashCode(), count));
  }
}
