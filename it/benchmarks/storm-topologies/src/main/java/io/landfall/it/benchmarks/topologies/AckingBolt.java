package io.landfall.it.benchmarks.topologies;

import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Anchors and acks, or does neither. */
abstract class AckingBolt extends BaseRichBolt {

  private static final long serialVersionUID = 1L;

  private final boolean acks;
  private transient OutputCollector collector;

  AckingBolt(boolean acks) {
    this.acks = acks;
  }

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector output) {
    collector = output;
  }

  protected abstract void process(Tuple tuple);

  @Override
  public final void execute(Tuple tuple) {
    process(tuple);
    if (acks) {
      collector.ack(tuple);
    }
  }

  protected final void emit(Tuple cause, Values values) {
    if (acks) {
      collector.emit(cause, values);
    } else {
      collector.emit(values);
    }
  }

  /** Nothing, for the last bolt. */
  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
