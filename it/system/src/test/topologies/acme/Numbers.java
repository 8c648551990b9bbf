package acme;

import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/** Emits 0, 1, 2 ... up to an end, with a text beside each. One task. */
public class Numbers extends BaseRichSpout {
  private final long end;
  private final String text;
  private final boolean anchored;
  private final int perMs;
  private long next;
  private long slotMs;
  private int inSlot;
  private SpoutOutputCollector collector;

  public Numbers(long end, int textLength, boolean anchored, int perMs) {
    this.end = end;
    this.text = "x".repeat(textLength);
    this.anchored = anchored;
    this.perMs = perMs;
  }

  public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector out) {
    collector = out;
  }

  public void nextTuple() {
    if (next == end) {
      return;
    }
    if (perMs > 0) {
      long now = System.currentTimeMillis();
      if (now != slotMs) {
        slotMs = now;
        inSlot = 0;
      }
      if (inSlot++ >= perMs) {
        return;
      }
    }
    long number = next++;
    Values values = new Values(number, number % 10, text.isEmpty() ? text : number + text);
    if (anchored) {
      collector.emit(values, number);
    } else {
      collector.emit(values);
    }
  }

  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("number", "digit", "text"));
  }
}
