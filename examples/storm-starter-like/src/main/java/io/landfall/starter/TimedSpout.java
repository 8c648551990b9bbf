package io.landfall.starter;

import java.util.Map;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Values;

/**
 * Emits numbers whose times go on by 10 ms, in pairs of which the later comes first; then one from
 * the far future; and, when all windows must have seen that, some from long ago.
 */
final class TimedSpout extends BaseRichSpout {

  private static final long serialVersionUID = 1L;
  private static final long FUTURE_MS = 1_000_000;
  private static final int LATE = 3;
  private static final long PAUSE_MS = 1_200;
  private static final int TIME_STEP_MS = 10;

  private final int end;
  private int next;
  private long pausedSinceMs;
  private transient SpoutOutputCollector collector;

  /**
   * @param end even
   */
  TimedSpout(int end) {
    this.end = end;
  }

  @Override
  public void open(Map<String, Object> conf, TopologyContext context, SpoutOutputCollector out) {
    collector = out;
  }

  @Override
  public void nextTuple() {
    if (next < end) {
      int number = next ^ 1;
      emit(number, (number + 1L) * TIME_STEP_MS);
    } else if (next == end) {
      pausedSinceMs = System.currentTimeMillis();
      emit(end, FUTURE_MS);
    } else if (next <= end + LATE && System.currentTimeMillis() - pausedSinceMs > PAUSE_MS) {
      emit(next, 1);
    }
  }

  private void emit(int number, long timeMs) {
    next++;
    collector.emit(new Values(number, timeMs), number);
  }

  @Override
  public void declareOutputFields(OutputFieldsDeclarer declarer) {
    declarer.declare(new Fields("number", "time"));
  }
}
