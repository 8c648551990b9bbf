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

/** Emits each number when it is in a window for the first time, and when it is no more. */
final class WindowNews extends BaseWindowedBolt {

  private static final long serialVersionUID = 1L;

  private transient OutputCollector collector;

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    collector = out;
  }

  @Override
  public void execute(TupleWindow window) {
    emit("in", window.getNew());
    emit("out", window.getExpired());
  }

  private void emit(String what, Iterable<Tuple> tuples) {
    for (Tuple tuple : tuples) {
      collector.emit(new Values(what, tuple.getIntegerByField("number")));
    }
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("what", "number"));
  }
}
