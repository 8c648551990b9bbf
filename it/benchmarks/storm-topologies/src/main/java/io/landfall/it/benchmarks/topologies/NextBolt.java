package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.Events;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Emits another event for each event. */
final class NextBolt extends AckingBolt {

  private static final long serialVersionUID = 1L;

  static final String EVENT = "event";

  NextBolt(boolean acks) {
    super(acks);
  }

  @Override
  protected void process(Tuple tuple) {
    emit(tuple, new Values(Events.next((Event) tuple.getValue(0))));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields(EVENT));
  }
}
