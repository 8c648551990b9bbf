package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.Events;
import io.landfall.it.benchmarks.workload.RunSpec;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** Emits events that exist once. */
final class SharedEventSpout extends IndexSpout {

  private static final long serialVersionUID = 1L;

  SharedEventSpout(RunSpec spec) {
    super(spec);
  }

  @Override
  protected Values values(long n) {
    return new Values(Events.shared(spec.indexOf(task, n)));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields(NextBolt.EVENT));
  }
}
