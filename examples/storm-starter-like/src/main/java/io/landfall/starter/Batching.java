package io.landfall.starter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.apache.storm.utils.TupleUtils;

/** Holds its input, and works it off a batch at a time, or when a second is over: acks late. */
final class Batching extends BaseRichBolt {

  private static final long serialVersionUID = 1L;
  private static final int BATCH = 37;

  private transient List<Tuple> batch;
  private transient OutputCollector collector;

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    batch = new ArrayList<>();
    collector = out;
  }

  @Override
  public void execute(Tuple tuple) {
    if (TupleUtils.isTick(tuple)) {
      collector.ack(tuple);
      workOff();
      return;
    }
    batch.add(tuple);
    if (batch.size() >= BATCH) {
      workOff();
    }
  }

  private void workOff() {
    for (Tuple tuple : batch) {
      collector.emit(tuple, new Values(tuple.getIntegerByField("number")));
    }
    batch.forEach(collector::ack);
    batch.clear();
  }

  @Override
  public Map<String, Object> getComponentConfiguration() {
    return Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 1);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("number"));
  }
}
