package io.landfall.it.benchmarks.topologies;

import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Emits the words of sentences. */
final class SplitBolt extends AckingBolt {

  private static final long serialVersionUID = 1L;

  static final String WORD = "word";

  SplitBolt(boolean acks) {
    super(acks);
  }

  @Override
  protected void process(Tuple tuple) {
    String sentence = tuple.getString(0);
    int from = 0;
    for (int to = sentence.indexOf(' '); to >= 0; to = sentence.indexOf(' ', from)) {
      emit(tuple, new Values(sentence.substring(from, to)));
      from = to + 1;
    }
    emit(tuple, new Values(sentence.substring(from)));
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields(WORD));
  }
}
