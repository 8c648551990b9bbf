package io.landfall.it.benchmarks.topologies;

import io.landfall.it.benchmarks.workload.RunSpec;
import io.landfall.it.benchmarks.workload.Words;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** Emits sentences. */
final class SentenceSpout extends IndexSpout {

  private static final long serialVersionUID = 1L;

  SentenceSpout(RunSpec spec) {
    super(spec);
  }

  @Override
  protected Values values(long n) {
    return new Values(Words.sentence(spec.indexOf(task, n)));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("sentence"));
  }
}
