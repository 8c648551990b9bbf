package io.landfall.starter;

import java.util.Map;
import org.apache.storm.state.KeyValueState;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseStatefulBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Counts digits in its state, and emits each count. */
final class StatefulCount extends BaseStatefulBolt<KeyValueState<Integer, Long>> {

  private static final long serialVersionUID = 1L;

  private transient KeyValueState<Integer, Long> counts;
  private transient OutputCollector collector;

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    collector = out;
  }

  @Override
  public void initState(KeyValueState<Integer, Long> state) {
    counts = state;
  }

  @Override
  public void execute(Tuple tuple) {
    int digit = tuple.getIntegerByField("digit");
    long count = counts.get(digit, 0L) + 1;
    counts.put(digit, count);
    collector.emit(tuple, new Values(digit, count));
    collector.ack(tuple);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("digit", "count"));
  }
}
