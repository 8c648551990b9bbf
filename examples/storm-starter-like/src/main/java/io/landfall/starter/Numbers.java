package io.landfall.starter;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * Emits 0, 1, 2 ... up to an end, each with its last digit and a time 10 ms after the last one's.
 */
public final class Numbers extends BaseRichSpout {

  private static final long serialVersionUID = 1L;
  private static final int DIGITS = 10;
  private static final int TIME_STEP_MS = 10;

  private final int end;
  private final Pace pace;
  private final Queue<Integer> failed = new ArrayDeque<>();
  private int next;
  private transient SpoutOutputCollector collector;

  /**
   * @param perSecond 0 for as many as are taken
   */
  public Numbers(int end, int perSecond) {
    this.end = end;
    this.pace = new Pace(perSecond);
  }

  @Override
  public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector out) {
    collector = out;
  }

  @Override
  public void nextTuple() {
    Integer again = failed.poll();
    if (again != null) {
      emit(again);
    } else if (next < end && pace.isTime()) {
      emit(next++);
    }
  }

  private void emit(int number) {
    long timeMs = (number + 1L) * TIME_STEP_MS;
    collector.emit(new Values(number, number % DIGITS, timeMs), number);
  }

  @Override
  public void fail(Object messageId) {
    failed.add((Integer) messageId);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("number", "digit", "time"));
  }
}
