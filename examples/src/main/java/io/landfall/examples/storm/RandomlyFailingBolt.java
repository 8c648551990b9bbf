package io.landfall.examples.storm;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Hands words on, and throws now and then: a bug that shows only sometimes. */
public final class RandomlyFailingBolt extends BaseRichBolt {

  private static final long serialVersionUID = 1L;

  private final double probability;
  private transient OutputCollector collector;

  /**
   * @param probability that a tuple makes it throw, from 0 to 1
   */
  public RandomlyFailingBolt(double probability) {
    this.probability = probability;
  }

  @Override
  public void prepare(
      Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
    this.collector = collector;
  }

  @Override
  public void execute(Tuple word) {
    if (ThreadLocalRandom.current().nextDouble() < probability) {
      throw new IllegalStateException("bad luck with '" + word.getString(0) + "'");
    }
    collector.emit(word, new Values(word.getString(0)));
    collector.ack(word);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("word"));
  }
}
