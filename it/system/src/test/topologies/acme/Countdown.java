package acme;

import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** Emits numbers down to 1. */
public class Countdown extends BaseRichSpout {
  private int left;
  private SpoutOutputCollector collector;

  public Countdown(int from) {
    left = from;
  }

  public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector out) {
    collector = out;
  }

  public void nextTuple() {
    if (left > 0) {
      collector.emit(new Values(left), left);
      left--;
    }
  }

  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("number"));
  }
}
