package io.landfall.starter;

import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Takes the numbers out of tuples that came too late for their window. */
final class LateNumbers extends BaseBasicBolt {

  private static final long serialVersionUID = 1L;

  @Override
  public void execute(Tuple tuple, BasicOutputCollector collector) {
    Tuple late = (Tuple) tuple.getValueByField("late_tuple");
    collector.emit(new Values("late", late.getIntegerByField("number")));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("what", "number"));
  }
}
