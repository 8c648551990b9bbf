package io.landfall.starter;

import org.apache.storm.topology.BasicOutputCollector;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseBasicBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Sends a number with its digit one less round and round, until the digit is 0. */
final class Countdown extends BaseBasicBolt {

  private static final long serialVersionUID = 1L;

  @Override
  public void execute(Tuple tuple, BasicOutputCollector collector) {
    int digit = tuple.getIntegerByField("digit");
    collector.emit(
        digit == 0 ? "done" : "again",
        new Values(tuple.getIntegerByField("number"), Math.max(0, digit - 1)));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declareStream("again", new Fields("number", "digit"));
    declarer.declareStream("done", new Fields("number", "digit"));
  }
}
