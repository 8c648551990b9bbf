package io.landfall.starter;

import java.util.List;
import java.util.Map;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/** Sends each number to the task that its digit names. */
final class Director extends BaseRichBolt {

  private static final long serialVersionUID = 1L;

  private transient List<Integer> targets;
  private transient OutputCollector collector;

  @Override
  public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector out) {
    targets = context.getComponentTasks("result");
    collector = out;
  }

  @Override
  public void execute(Tuple tuple) {
    int target = targets.get(tuple.getIntegerByField("digit") % targets.size());
    collector.emitDirect(target, tuple, new Values(tuple.getIntegerByField("number")));
    collector.ack(tuple);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(true, new Fields("number"));
  }
}
