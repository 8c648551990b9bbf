package io.landfall.starter;

import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Adds a mark to the argument of a call. */
final class Exclaim extends BaseBasicBolt {

  private static final long serialVersionUID = 1L;

  @Override
  public void execute(Tuple tuple, BasicOutputCollector collector) {
    collector.emit(new Values(tuple.getValue(0), tuple.getString(1) + "!"));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("id", "result"));
  }
}
