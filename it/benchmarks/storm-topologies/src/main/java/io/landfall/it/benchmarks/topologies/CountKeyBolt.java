package io.landfall.it.benchmarks.topologies;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Counts keys, and passes events on. */
final class CountKeyBolt extends AckingBolt {

  private static final long serialVersionUID = 1L;

  private final Map<Long, Long> counts = new HashMap<>();

  CountKeyBolt(boolean acks) {
    super(acks);
  }

  @Override
  protected void process(Tuple tuple) {
    counts.merge(tuple.getLong(0), 1L, Long::sum);
    emit(tuple, new Values(tuple.getValue(1)));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields(NextBolt.EVENT));
  }
}
