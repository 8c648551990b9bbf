package io.landfall.starter;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseWindowedBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.windowing.TupleWindow;

/** Emits of each window how many numbers there are and their sum. */
final class WindowSum extends BaseWindowedBolt {

  private static final long serialVersionUID = 1L;

  private transient OutputCollector collector;

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    collector = out;
  }

  @Override
  public void execute(TupleWindow window) {
    long sum = 0;
    for (Tuple tuple : window.get()) {
      sum += tuple.getIntegerByField("number");
    }
    collector.emit(new Values(window.get().size(), sum));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("size", "sum"));
  }
}
