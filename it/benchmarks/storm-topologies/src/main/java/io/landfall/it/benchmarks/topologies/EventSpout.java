package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Event;
import io.landfall.it.benchmarks.workload.RunSpec;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** Emits events, and the key of each beside it, for groupings. */
abstract class EventSpout extends IndexSpout {

  private static final long serialVersionUID = 1L;

  static final String KEY = "key";

  EventSpout(RunSpec spec) {
    super(spec);
  }

  protected abstract Event event(long n);

  @Override
  protected final Values values(long n) {
    Event event = event(n);
    return new Values(event.key, event);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields(KEY, NextBolt.EVENT));
  }
}
